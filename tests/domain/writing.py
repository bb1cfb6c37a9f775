"""Texts for tests: from Markdown, and as an editor of somebody's own would write them."""

from base64 import b64encode

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from workshops.prose.markdown import fit
from workshops.prose.reading import read
from workshops.texts.text import Text, with_content


def text_of(markdown: str) -> Text:
    """A text that says this."""
    return with_content(Text(), read(fit(markdown)), 99, "p1", 0, "")


class Pen:
    """Somebody's own document, which sends what it writes as updates and takes in what others send."""

    def __init__(self, client: int, text: Text | None = None) -> None:
        self.doc: Doc = Doc(client_id=client)
        self.root: XmlFragment = self.doc.get("text", type=XmlFragment)
        self.take(text or Text())

    def take(self, text: Text) -> None:
        """All that a text holds."""
        self.doc.apply_update(text.since(-1))

    def paragraph(self, at: int = 0) -> XmlElement:
        """One of the paragraphs at the top."""
        found = self.root.children[at]
        assert isinstance(found, XmlElement)
        return found

    def write(self, words: str, at: int = 0) -> bytes:
        """Words at the end of a paragraph, as an update."""
        before = self.doc.get_state()
        paragraph = self.paragraph(at)
        texts = [child for child in paragraph.children if isinstance(child, XmlText)]
        if texts:
            texts[-1].insert(len(texts[-1]), words)
        else:
            paragraph.children.append(XmlText(words))
        return self.doc.get_update(before)

    def add_paragraph(self, words: str) -> bytes:
        """A new paragraph at the end, as an update."""
        before = self.doc.get_state()
        paragraph = XmlElement("paragraph")
        self.root.children.append(paragraph)
        paragraph.children.append(XmlText(words))
        return self.doc.get_update(before)

    def delete(self, at: int = 0) -> bytes:
        """A child of the root taken out, as an update."""
        before = self.doc.get_state()
        del self.root.children[at]
        return self.doc.get_update(before)


def edit(update: bytes, *, epoch: int = 0, section: str = "vision") -> dict[str, object]:
    """The fields of `edit_text` for this update."""
    return {"section": section, "update": b64encode(update).decode(), "epoch": epoch, "schema": 1}
