"""Four people split paragraphs and type into them at once, hardly ever hearing of each other: each word stays, and stays once."""

import random
import re
from collections import Counter

import pytest
from pycrdt import TransactionEvent, XmlElement, XmlText, merge_updates

from tests.domain.writing import Pen
from workshops.texts.text import Text, with_update

MARKER = re.compile(r"m\d+x\d+y ")
WRITERS, TURNS = 4, 60


class Writer(Pen):
    """Somebody who types markers between words and splits paragraphs between words, and sends all of it now and then."""

    def __init__(self, client: int, name: str, text: Text, chance: random.Random) -> None:
        super().__init__(client, text)
        self.name = name
        self.chance = chance
        self.kept: list[bytes] = []
        self.listening = False
        self.doc.observe(self._written)

    def _written(self, event: TransactionEvent) -> None:
        if not self.listening:
            self.kept.append(event.update)

    def place(self) -> tuple[int, XmlText, str, int]:
        """A paragraph with its text, its words, and a gap between two of them."""
        filled = [
            (number, child)
            for number, paragraph in enumerate(self.root.children)
            for child in list(paragraph.children)[:1]
            if isinstance(child, XmlText)
        ]
        if not filled:
            return self._first()
        number, text = self.chance.choice(filled)
        words = "".join(part for part, _ in text.diff())
        return number, text, words, self.chance.choice([0, *(found.end() for found in MARKER.finditer(words))])

    def _first(self) -> tuple[int, XmlText, str, int]:
        self.add_paragraph("")
        text = self.paragraph(len(self.root.children) - 1).children[0]
        assert isinstance(text, XmlText)
        return len(self.root.children) - 1, text, "", 0

    def type(self, marker: str) -> None:
        """A marker, in one go."""
        _, text, _, at = self.place()
        text.insert(at, marker)

    def split(self) -> None:
        """The rest of a paragraph taken out, and put into a new one after it."""
        number, text, words, at = self.place()
        if not words:
            return
        with self.doc.transaction():
            if at < len(words):
                del text[at : len(words)]
            new = XmlElement("paragraph")
            self.root.children.insert(number + 1, new)
            new.children.append(XmlText(words[at:]))

    def hear(self, text: Text) -> None:
        """All that the others wrote."""
        self.listening = True
        self.take(text)
        self.listening = False


def sent(writer: Writer, text: Text) -> Text:
    """The text with what a writer kept; now and then the answer is lost, and the same is sent once more, with what came after it."""
    if writer.kept:
        text = with_update(text, merge_updates(*writer.kept), writer.name, 0, "o1")
    writer.hear(text)
    if writer.chance.random() < 0.8:
        writer.kept = []
    return text


@pytest.mark.parametrize("seed", range(40))
def test_each_word_is_there_once(seed: int) -> None:
    chance = random.Random(seed)
    text = Text()
    writers = [Writer(101 + number, f"p{number + 1}", text, chance) for number in range(WRITERS)]
    typed: Counter[str] = Counter()
    for turn in range(TURNS):
        writer = chance.choice(writers)
        for act in range(chance.randint(1, 4)):
            if chance.random() < 0.08:
                writer.split()
                continue
            marker = f"m{turn}x{act}y "
            writer.type(marker)
            typed[marker] += 1
        if chance.random() < 0.5:
            text = sent(writer, text)
    for writer in writers:
        text = sent(writer, text)
    found = Counter(MARKER.findall(text.content.replace("\n", " ") + " "))
    assert (found - typed, typed - found) == (Counter(), Counter())
