"""Reading a plan back from what left: its Markdown, also where somebody has edited it by hand, and its JSON."""

from codecs import BOM_UTF8

from workshops.imports.json import read_json
from workshops.imports.markdown import NoWorkplan, read_markdown
from workshops.plan.outline import Reading

__all__ = ["NoWorkplan", "read_plan"]


def read_plan(content: bytes) -> Reading:
    """The plan in a file, whichever of the two it is. Raises NoWorkplan."""
    content = content.removeprefix(BOM_UTF8)
    return read_json(content) if content.lstrip()[:1] == b"{" else read_markdown(content)
