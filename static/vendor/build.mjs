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

const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/editor.js", "src/socket.io.js", "src/ui.js"],
  outdir: ".",
  bundle: true,
  plugins: [ownDiff],
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
