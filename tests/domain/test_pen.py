"""A writer's document: what it takes in, what it says, and what several write in their own at the same time."""

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator.player.dealing import Stretch, drawn, laid_out
from tests.domain.test_prose import blocks, typed
from tests.domain.writing import text_of
from workshops.prose.markdown import canonical, words
from workshops.prose.reading import read
from workshops.prose.spelling import spell
from workshops.prose.tree import Run, joined
from workshops.texts.pen import Pen
from workshops.texts.text import Text, with_update
from workshops.texts.update import Unreadable

GARDEN = (
    "The **garden of the school** opens in *March*, for all who [ask for a bed](https://example.org/beds) 🌱  \nand share what grows.\n\n"
    "- حديقة للجميع، مفتوحة كل يوم من الصباح إلى المساء\n- Seeds\n\n"
    "    1. Beans, peas and *one* row of 🧑🏽‍🌾 flowers\n\n> > Who digs decides, said the one who dug.\n>\n> So it was.\n"
)


def opened(text: Text, client: int = 101) -> Pen:
    """The document of somebody who has opened this text."""
    pen = Pen(client)
    pen.take(text.missing_from(pen.vector)[0])
    return pen


def kept(text: Text, update: bytes) -> Text:
    """The text with an update, as the server takes it in."""
    return with_update(text, update, "p1", 0, "")


def test_it_says_what_it_was_told() -> None:
    assert opened(text_of(GARDEN)).content == canonical(GARDEN)


def test_what_it_puts_is_an_update_that_the_server_takes_in() -> None:
    pen = opened(Text())
    assert kept(Text(), pen.put(read(GARDEN))).content == pen.content == canonical(GARDEN)


def test_bytes_that_are_no_update_are_refused() -> None:
    with pytest.raises(Unreadable):
        opened(Text()).take(b"\x01\x02\x03")


def test_what_is_written_at_a_caret_stands_before_what_stands_there_and_in_order() -> None:
    pen = opened(text_of("Good *food* 🌱 here"))
    caret = pen.caret(0, len("Good food 🌱 "))
    for part in ("grows ", "🌻 ", "right "):
        pen.write(caret, Run(part))
    assert pen.content == "Good *food* 🌱 grows 🌻 right here"


def test_a_caret_stays_with_its_words_whatever_others_write_and_take_away_before_it() -> None:
    text = text_of("One two three")
    ana, ben = opened(text, 101), opened(text, 102)
    caret = ana.caret(0, len("One two "))
    ana.take(ben.write(ben.caret(0, 0), Run("😀😀 ")))
    ana.write(caret, Run("and "))
    assert ana.content == "😀😀 One two and three"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (Run("b "), "**a** b **c**"),
        (Run("b ", bold=True), "**a b c**"),
        (Run("b ", italic=True), "**a** *b* **c**"),
        (Run("b", href="https://example.org"), "**a** [b](https://example.org)**c**"),
    ],
)
def test_words_have_the_look_they_are_written_in_and_change_no_other(written: Run, says: str) -> None:
    pen = opened(text_of("**a c**"))
    pen.write(pen.caret(0, 2), written)
    assert pen.content == canonical(says)


def test_lines_are_counted_as_they_are_read() -> None:
    pen = opened(text_of("a  \nb\n\n- c\n    - d\n- > e\n\n> f\n\ng"))
    for line in range(7):
        pen.write(pen.caret(line, 0), Run(str(line)))
    assert words(pen.content) == "0a\n1b\n2c\n3d\n4e\n5f\n6g"


def test_everybody_has_something_to_write_even_where_there_is_little() -> None:
    _, stretches = laid_out((), read("By autumn nobody goes without good food"), 3)
    assert len(stretches) == 3


def test_what_the_text_says_already_nobody_writes_again() -> None:
    layout, stretches = laid_out(read("One two.\n\nThree four.\n\n- Five six"), read("One two.\n\nThree and four.\n\n- Five six"), 1)
    assert layout == read("One two.\n\nfour.\n\n- Five six")
    assert stretches == [Stretch(1, 0, (Run("Three and "),))]
    assert laid_out(read(GARDEN), read(GARDEN), 3) == (read(GARDEN), [])


markdowns = typed | st.lists(blocks, max_size=4).map(lambda some: spell(joined(some)))


class Together:
    """Several who write one text, each in a document of their own that hears of the others late."""

    def __init__(self, text: Text, number: int, chance: random.Random) -> None:
        self.text = text
        self.pens = [opened(text, 101 + at) for at in range(number)]
        self.on_the_way: list[list[bytes]] = [[] for _ in self.pens]
        self.chance = chance

    def write(self, markdown: str) -> None:
        """They make it say this, whoever is faster."""
        layout, stretches = laid_out(self.pens[0].blocks, drawn(markdown), len(self.pens))
        if update := self.pens[0].put(layout):
            self._send(update)
        self._hear_all()
        shares = [self._share(pen, stretches[at :: len(self.pens)]) for at, pen in enumerate(self.pens)]
        writing = list(range(len(shares)))
        while writing:
            at = self.chance.choice(writing)
            self._hear(at, self.chance.randrange(3))
            if written := next(shares[at], b""):
                self._send(written)
            else:
                writing.remove(at)
        self._hear_all()

    def _share(self, pen: Pen, stretches: Sequence[Stretch]) -> Iterator[bytes]:
        carets = [(pen.caret(stretch.line, stretch.after), stretch.pieces) for stretch in stretches]
        return (pen.write(caret, piece) for caret, pieces in carets for piece in pieces)

    def _send(self, update: bytes) -> None:
        self.text = kept(self.text, update)
        for waiting in self.on_the_way:
            waiting.append(update)

    def _hear(self, at: int, number: int) -> None:
        for update in self.on_the_way[at][:number]:
            self.pens[at].take(update)
        del self.on_the_way[at][:number]

    def _hear_all(self) -> None:
        for at, waiting in enumerate(self.on_the_way):
            self._hear(at, len(waiting))


@given(markdowns, markdowns, st.integers(1, 4), st.randoms(use_true_random=False))
@example(GARDEN, GARDEN.replace("March", "the middle of May").replace("Seeds", "Seeds and tools"), 3, random.Random(1))
@example("", GARDEN, 3, random.Random(2))
@settings(max_examples=60, deadline=None)
def test_what_several_write_at_once_stands_in_order_whoever_is_faster(before: str, after: str, number: int, chance: random.Random) -> None:
    together = Together(text_of(before), number, chance)
    for markdown in (after, before):
        together.write(markdown)
        wanted = text_of(markdown).content
        assert together.text.content == wanted
        assert [pen.content for pen in together.pens] == [wanted] * number
