"""The plan on paper: its Markdown read, and written as a page or a file that says the same."""

from facilitator.paper.file import as_file
from facilitator.paper.office import MissingTool, for_office
from facilitator.paper.page import Document, Heading, read

__all__ = ["Document", "Heading", "MissingTool", "as_file", "for_office", "read"]
