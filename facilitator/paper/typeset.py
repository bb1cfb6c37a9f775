"""The program that sets a plan as PDF, or paints its figures: JSON in, PDF or PNG out. Run apart from the server, by its path.

What people typed reaches the typesetter as data, never as its markup, so that nothing typed can be an instruction to it. The file is
tagged and follows PDF/UA-1. Signs for which no font is here are put in words, or as a box, since PDF/UA allows no sign without a shape.
"""

import base64
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
TRIES = 5
"""How often what the standard does not allow is looked for: typst names some of it only when the rest is mended."""
BOX = "□"
WIDEST = 1600
"""Of a painted figure, in pt."""
PPI = 120
"""Dots of a painted figure for 72 pt; on the page it stands smaller, so that there are some 200 to an inch."""

_PAINTED = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for (at, one) in json(bytes(sys.inputs.figures)).enumerate() {
  if at > 0 { pagebreak() }
  image(bytes(one.svg), format: "svg", width: calc.min(one.width, WIDEST) * 1pt)
}
""".replace("WIDEST", str(WIDEST))
_LACKING = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


def main() -> None:
    """Reads from standard input what the job needs, writes to standard output what comes of it. Raises TypstError."""
    told = json.loads(sys.stdin.buffer.read())
    made = pdf(told) if sys.argv[1] == "pdf" else json.dumps([base64.b64encode(one).decode() for one in painted(told)]).encode()
    sys.stdout.buffer.write(made)


def pdf(told: dict[str, Any]) -> bytes:
    """The plan, told in the form of `facilitator/paper/setting.py`, as PDF. Raises TypstError."""
    compiler = typst.Compiler(HERE / "plan.typ", root=HERE, font_paths=typst.Fonts(font_paths=[FONTS]))
    lacking: set[str] = set()
    for _ in range(TRIES):
        try:
            return _compiled(compiler, told, lacking, standards=["ua-1"])
        except typst.TypstError as refused:
            found = {_unescaped(words) for words in _LACKING.findall(refused.diagnostic)} - lacking
            if found:
                lacking |= found
            elif told["blocks"] != (without := [_as_picture(block) for block in told["blocks"]]):
                # Signs of several parts lose their meaning in a drawing; its own words are told beside it.
                told = told | {"blocks": without}
            else:
                # Signs that show nothing, left alone by what they joined.
                lacking |= {sign for sign in json.dumps(told, ensure_ascii=False) if unicodedata.category(sign) == "Cf"}
    # Whatever else PDF/UA does not allow: a tagged file is better than none.
    return _compiled(compiler, told, lacking, standards=[])


def painted(figures: list[dict[str, Any]]) -> list[bytes]:
    """Each figure (`svg`, `width`) as PNG. Raises TypstError."""
    told = {"figures": json.dumps(figures, ensure_ascii=False)}
    compiler = typst.Compiler(_PAINTED.encode(), font_paths=typst.Fonts(font_paths=[FONTS]), sys_inputs=told)
    made = compiler.compile(format="png", ppi=PPI)
    return made if isinstance(made, list) else [made or b""]


def _compiled(compiler: typst.Compiler, told: dict[str, Any], lacking: set[str], standards: list["typst.PDFStandard"]) -> bytes:
    plan = json.dumps(told, ensure_ascii=False)
    for words in sorted(lacking, key=len, reverse=True):
        plan = plan.replace(words, json.dumps(_in_words(words), ensure_ascii=False)[1:-1])
    given = {"plan": plan, "lacking": "yes" if any(map(_in_words, lacking)) else "no"}
    written = compiler.compile(format="pdf", sys_inputs=given, pdf_standards=standards)
    assert isinstance(written, bytes)
    return written


def _in_words(words: str) -> str:
    """A symbol by its name: `[party popper]`; a letter or what cannot be named as a box; what shows nothing as nothing."""
    if all(unicodedata.category(sign) == "Cf" for sign in words):
        return ""
    named = [f"[{unicodedata.name(sign, 'symbol').lower()}]" for sign in words if unicodedata.category(sign) == "So"]
    return "".join(named) or BOX


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], words)


def _as_picture(block: dict[str, Any]) -> dict[str, Any]:
    """A figure as a picture of it: signs that no PDF could name keep their shape."""
    if block["kind"] != "figure" or "<image" in block["svg"]:
        return block
    picture = base64.b64encode(painted([block])[0]).decode()
    size = f'width="{block["width"]:g}" height="{block["height"]:g}"'
    image = f'<image {size} href="data:image/png;base64,{picture}"/>'
    return block | {"svg": f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'}


if __name__ == "__main__":
    main()
