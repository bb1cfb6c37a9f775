"""The plan on paper: its Markdown read, and written as a page or a file that says the same."""

from facilitator.paper.file import as_file
from facilitator.paper.page import Document, Heading, read

__all__ = ["Document", "Heading", "as_file", "read"]
