"""A co-edited text as a frozen value: the updates it is made of, and what they say.

A text begins from the same bytes everywhere (`SEED`: one empty paragraph), so nobody ever has to fill a document that is empty,
and none is filled twice. An update is tried on a document that is thrown away should it be refused; this value stays what it was.
"""

from functools import cached_property

from msgspec import Struct, structs
from pycrdt import merge_updates

from workshops.prose.html import html_of
from workshops.prose.spelling import spell
from workshops.prose.tree import Block
from workshops.refusal import Refused
from workshops.texts.copy import Copy
from workshops.texts.drawing import redraw
from workshops.texts.schema import read_document
from workshops.texts.wire import Unreadable, read_update

SEED = bytes.fromhex("0101010007010474657874030970617261677261706800")
"""Where every text begins: an update by client 1 that puts one empty paragraph into the fragment "text"."""
MOST_HISTORY = 1024 * 1024
"""Bytes of updates kept for one text, before they are merged and what was deleted is forgotten."""
MOST_UPDATES = 500
"""Updates kept apart before they are merged: all of them are read again when a workshop is opened."""
LARGEST = 128 * 1024
"""Bytes of one update."""

BROKEN = ("broken_update", "These words arrived damaged and were not taken in. Please reload the page.")
GAP = ("gap", "Something before these words has not arrived yet. They are kept, and sent again.")
WORN_OUT = ("worn_out", "This text has been changed so often that it can hold no more. Please tell the facilitator.")


class Text(Struct, frozen=True, dict=True):
    """A text at its `version`: `base` holds all up to version `merged`, `tail` each update after it.

    `by` wrote last, at `at` (ms UTC); `heard` counts the characters that each partner has added ("" = facilitators).
    """

    version: int = 0
    merged: int = 0
    base: bytes = SEED
    tail: tuple[bytes, ...] = ()
    by: str = ""
    at: int = 0
    heard: dict[str, int] = {}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its tree."""
        return read_document(Copy.of(self.base, *self.tail).fragment)

    @cached_property
    def content(self) -> str:
        """Its canonical Markdown."""
        return spell(self.blocks)

    @cached_property
    def html(self) -> str:
        """It as HTML for a screen."""
        return html_of(self.blocks)

    def since(self, version: int) -> bytes:
        """One update that brings somebody from `version` here; from an older version than it remembers, all of it."""
        if version < self.merged or version > self.version:
            return merge_updates(self.base, *self.tail)
        newer = self.tail[len(self.tail) - (self.version - version) :]
        return newer[0] if len(newer) == 1 else merge_updates(*newer)

    def missing_from(self, clocks: bytes) -> tuple[bytes, bytes]:
        """What a document with this state vector lacks, as an update, and the state vector of this text. Raises Refused."""
        copy = Copy.of(self.base, *self.tail)
        return copy.missing_from(clocks), copy.state()


def with_update(text: Text, raw: bytes, by: str, at: int, partner: str) -> Text:
    """The text with an update of somebody's editor; the same text where it brings nothing new.

    Raises Refused: `broken_update` (not of version 1, damaged, or of things that no text has), `gap`, `too_long`, `too_deep`,
    `unfit_text`, `unfit_link`, `unknown_form`, `worn_out`.
    """
    if len(raw) > LARGEST:
        raise Refused("too_long", "That is too much at once. Please put it in in smaller parts.")
    try:
        update = read_update(raw)
    except Unreadable as unreadable:
        raise Refused(*BROKEN) from unreadable
    copy = text.__dict__.pop("copy", None) or Copy.of(text.base, *text.tail)
    known = copy.clocks
    new = copy.taken_in(raw) if update.follows(known) else b""
    if new is None:
        raise Refused(*BROKEN)
    if not new:
        text.__dict__["copy"] = copy
        if not update.follows(known):
            raise Refused(*GAP)
        return text
    blocks = read_document(copy.fragment)
    heard = text.heard | {partner: text.heard.get(partner, 0) + update.new_words(known)}
    after = Text(text.version + 1, text.merged, text.base, (*text.tail, new), by, at, heard)
    if _is_long(after):
        after = _compacted(after, copy)
    # What was found out here is handed on: the document, which is this text no more, and what it says.
    after.__dict__.update(copy=copy, blocks=blocks)
    return after


def with_content(text: Text, wanted: tuple[Block, ...], client: int, by: str, at: int, partner: str) -> Text:
    """The text made to say what this tree says, leaving alone what it says already; `client` is an id that nobody else writes under."""
    copy = Copy.of(text.base, *text.tail, client=client)
    redraw(copy.fragment, wanted)
    return with_update(text, copy.missing_from(_state_of(text)), by, at, partner)


def compacted(text: Text) -> Text:
    """The text with its history merged into one update, without what was deleted. It says the same."""
    return _compacted(text, Copy.of(text.base, *text.tail))


def _compacted(text: Text, copy: Copy) -> Text:
    merged = structs.replace(text, merged=text.version, base=copy.whole(), tail=())
    if len(merged.base) > MOST_HISTORY:
        raise Refused(*WORN_OUT)
    return merged


def _is_long(text: Text) -> bool:
    return len(text.tail) >= MOST_UPDATES or len(text.base) + sum(map(len, text.tail)) > MOST_HISTORY


def _state_of(text: Text) -> bytes:
    return Copy.of(text.base, *text.tail).state()
