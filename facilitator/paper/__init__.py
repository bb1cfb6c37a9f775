"""The plan on paper: its Markdown read, and written as a page or a file that says the same."""

from facilitator.paper.apart import MissingTool
from facilitator.paper.drawing import Paintings
from facilitator.paper.file import as_file
from facilitator.paper.office import for_office
from facilitator.paper.page import Document, Heading, read
from facilitator.paper.pdf import as_pdf

__all__ = ["Document", "Heading", "MissingTool", "Paintings", "as_file", "as_pdf", "for_office", "read"]
