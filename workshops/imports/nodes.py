"""What is asked of the parts of a parsed file: their source, their words, their rows and items, and the line they begin in."""

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from workshops.prose.reading import read_line


def line_of(node: SyntaxTreeNode) -> int:
    """The line that a part begins in, counted from 1; 0 where it is not known."""
    return node.map[0] + 1 if node.map else line_of(node.parent) if node.parent and not node.parent.is_root else 0


def source_of(node: SyntaxTreeNode) -> str:
    """The source of a paragraph, heading or cell."""
    return next((child.content for child in node.children if child.type == "inline"), "")


def words_of(node: SyntaxTreeNode) -> str:
    """Its words, as people read them."""
    return read_line(source_of(node))


def rows_of(node: SyntaxTreeNode) -> list[list[str]]:
    """The sources of the cells of a table, row by row, its head first; none of anything else."""
    return [[source_of(cell) for cell in row.children] for row in _rows(node)] if node.type == "table" else []


def lines_of_rows(node: SyntaxTreeNode) -> list[int]:
    """The lines of a table's rows."""
    return [line_of(row) for row in _rows(node)]


def items_of(node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """The items of a list; none of anything else."""
    return list(node.children) if node.type in ("bullet_list", "ordered_list") else []


def paragraphs_of(item: SyntaxTreeNode) -> list[str]:
    """The sources of the paragraphs in an item, lists in it left out."""
    return [source_of(child) for child in item.children if child.type == "paragraph"]


def inner_items(item: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """The items of the lists in an item."""
    return [inner for child in item.children for inner in items_of(child)]


def _rows(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    return (row for part in node.children for row in part.children)
