/**
 * Bundles src/*.js into static/vendor, and writes the licences of what went in beside them.
 *
 * Run by `./dev vendor`, which installs from package-lock.json first and writes SHA256SUMS afterwards. The same
 * lock gives the same bytes on every machine; whoever runs Commonplan never needs Node.
 */
import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** The binding between editor and document compares strings; ours splits no word (src/diff.js says why). */
const ownDiff = {
  name: "own-diff",
  setup(build) {
    build.onResolve({ filter: /^lib0\/diff$/ }, ({ importer }) =>
      importer.includes("y-tiptap") ? { path: join(here, "src/diff.js") } : undefined,
    );
  },
};

/**
 * Where a paragraph became another, the binding looks for the caret at a place that the new document may not have, and gives up on all of
 * the update. Then the caret belongs near to where it was.
 */
const RESTORING = "restoreRelativeSelection(tr, this.beforeTransactionSelection, this, oldDoc);";
const NEARBY = `try { ${RESTORING} } catch {
  const at = Math.min(this.beforeTransactionSelection.absAnchor ?? 0, tr.doc.content.size);
  tr.setSelection(TextSelection.near(tr.doc.resolve(at)));
}`;
const nearbyCaret = {
  name: "nearby-caret",
  setup(build) {
    build.onLoad({ filter: /y-tiptap\.js$/ }, ({ path }) => {
      const code = readFileSync(path, "utf8");
      if (code.split(RESTORING).length !== 2) throw new Error("the binding puts the caret back in another way now");
      return { contents: code.replace(RESTORING, NEARBY), loader: "js" };
    });
  },
};

const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/editor.js", "src/socket.io.js", "src/ui.js"],
  outdir: ".",
  bundle: true,
  plugins: [ownDiff, nearbyCaret],
  format: "esm",
  minify: true,
  target: ["es2022"],
  legalComments: "none",
  metafile: true,
  banner: { js: "/* Made by ./dev vendor; see README.md and LICENSES.txt in this folder. */" },
});

/** The packages whose code is in the bundles, as esbuild counted it. */
function bundledPackages() {
  const names = new Set();
  for (const { inputs } of Object.values(result.metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      if (name && bytesInOutput > 0) names.add(name);
    }
  }
  return [...names].sort();
}

/** One package's name, version, licence and the full text of it; a package without a text stops the build. */
function licenceOf(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!license || !file || !existsSync(join(folder, file))) throw new Error(`${name} has no licence text`);
  const rule = "=".repeat(100);
  return `${rule}\n${name} ${version} (${license})\n${rule}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

const names = bundledPackages();
writeFileSync(join(here, "LICENSES.txt"), names.map(licenceOf).join("\n"));
console.log(`bundled ${names.join(", ")}`);
