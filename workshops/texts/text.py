"""A co-edited text as a frozen value: the updates it is made of, and what they say.

A text begins from the same bytes everywhere (`SEED`: one paragraph without words), so nobody ever has to fill a document that is empty,
and none is filled twice. An update is tried on a document that is thrown away should it be refused; this value stays what it was.
"""

from functools import cached_property

from msgspec import Struct, structs
from pycrdt import merge_updates

from workshops.prose.html import html_of
from workshops.prose.spelling import spell
from workshops.prose.tree import Block
from workshops.refusal import Refused
from workshops.texts.copy import Copy, without_known
from workshops.texts.drawing import redraw
from workshops.texts.mending import Fault, mended
from workshops.texts.moves import FEWEST, Move, repeated
from workshops.texts.places import Places
from workshops.texts.rescue import taken_along, words_in
from workshops.texts.schema import read_document
from workshops.texts.update import Element, Incomplete, Unreadable, Update, new_words
from workshops.texts.wire import read_update, second_halves

SEED = bytes.fromhex("01020100070104746578740309706172616772617068070001000600")
"""Where every text begins: client 1 puts a paragraph into the fragment "text", and a text without words into the paragraph."""
MOST_HISTORY = 1024 * 1024
"""Bytes of updates kept for one text, before they are merged and what was deleted is forgotten."""
MOST_UPDATES = 2_000
"""Updates kept apart before the older ones are merged: all of them are read again when a workshop is opened."""
KEPT_APART = 1_500
"""The newest updates, which stay apart: what they deleted has to be known, should somebody who was away have moved it too."""
FIRST_CLIENT = 16
"""The client ids below are our own: 1 began every text, `copy.READER` puts words back."""
LARGEST = 96 * 1024
"""Bytes of one update: a text as long as it may be, pasted at once."""

BROKEN = ("broken_update", "These words arrived damaged and were not taken in. Please reload the page.")
FORGED = ("broken_update", "These words come under the mark of somebody else's page and were not taken in. Please reload the page.")
GONE = ("gone", "What these words stood in was taken out meanwhile. They are kept, and put where the rest of it went.")
GAP = ("gap", "Something before these words has not arrived yet. They are kept, and sent again.")
WORN_OUT = ("worn_out", "This text has been changed so often that it can hold no more. Please tell the facilitator.")


class Text(Struct, frozen=True, dict=True):
    """A text at its `version`: `base` holds all up to version `merged`, `tail` each update after it.

    `by` wrote last, at `at` (ms UTC); `heard` counts the characters that each partner has added ("" = facilitators). `writers` holds
    under which client ids each participant has written.
    """

    version: int = 0
    merged: int = 0
    base: bytes = SEED
    tail: tuple[bytes, ...] = ()
    by: str = ""
    at: int = 0
    heard: dict[str, int] = {}
    writers: dict[int, str] = {}

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

    @cached_property
    def halves(self) -> frozenset[Element]:
        """The second halves of its characters that are two units of UTF-16."""
        return frozenset().union(*map(second_halves, (self.base, *self.tail)))

    @cached_property
    def places(self) -> Places:
        """Where each of its elements stands. Whoever takes an update in takes this along, as it does the document."""
        return Places.of(read_update(update, len(update)) for update in (self.base, *self.tail))

    def since(self, version: int) -> bytes:
        """One update that brings somebody from `version` here; from an older version than it remembers, all of it."""
        if version < self.merged or version > self.version:
            return Copy.of(self.base, *self.tail).whole()
        newer = self.tail[len(self.tail) - (self.version - version) :]
        return newer[0] if len(newer) == 1 else merge_updates(*newer)

    def missing_from(self, clocks: bytes) -> tuple[bytes, bytes]:
        """What a document with this state vector lacks, as an update, and the state vector of this text. Raises Refused."""
        copy = Copy.of(self.base, *self.tail)
        return copy.missing_from(clocks), copy.state()


def with_update(
    text: Text, raw: bytes, by: str, at: int, partner: str, *, rescued: bool = True, moved: tuple[Move, ...] | None = None
) -> Text:
    """The text with an update of somebody's editor; the same text where it brings nothing new.

    Words of others that it would take along, since its writer did not know of them, are put back. `moved`: which of its words are a copy
    of others; None where its editor does not say. It is refused where its own words would come into something that was taken out before,
    and no copy of them stands elsewhere; where its editor does not say, `rescued` tells that its sender has seen to that.

    Raises Refused: `broken_update` (not of version 1, damaged, of things that no text has, or under somebody else's client id),
    `gap`, `gone`, `too_long`, `too_deep`, `unfit_text`, `unfit_link`, `unknown_form`, `worn_out`.
    """
    update = _readable(raw)
    # Whoever tries an update takes the document along; should the update be refused, the next one makes another.
    copy: Copy = text.__dict__.pop("copy", None) or Copy.of(text.base, *text.tail)
    known = copy.clocks
    if not update.follows(known):
        text.__dict__["copy"] = copy
        raise Refused(*GAP)
    if any(part.clock < known.get(part.client, 0) for part in update.parts):
        raw, update = _only_new(raw, copy)
    writers = _writers(text, update, by)
    if update.tears(known, text.halves) or _is_misplaced(text.places, update):
        raise Refused(*BROKEN)
    taken = copy.taken_in(raw)
    # Threat: elements that wait for each other. The library keeps them, and they would turn up whenever it next writes all it has.
    if taken is None or copy.clocks != update.after(known):
        raise Refused(*BROKEN)
    if not taken.update:
        text.__dict__["copy"] = copy
        return text
    along = taken_along(taken.deleted, update.deleted)
    gone = taken_along(update.deleted, taken.deleted)
    again = repeated(moved, new_words(update.parts, known), gone, known) if moved and gone else []
    elsewhere = [*again, *(move.source for move in moved or ())]
    if along and not (rescued and moved is None) and words_in(update.parts, taken_along(along, elsewhere), known):
        raise Refused(*GONE)
    kept, blocks = raw, read_document(copy.fragment)
    if along or again or (gone and moved is None and any(len(part.words) >= FEWEST for part in update.parts)):
        kept = mended((text.base, *text.tail), raw, copy, Fault(along, gone, again, guess=moved is None))
        blocks = read_document(copy.fragment)
    # Threat: elements that stand after what they say they stand before. Where they end up depends on how a document was put together,
    # and the text would say something else one day, though nobody had written.
    if not Copy.of(copy.whole()).is_like(copy):
        raise Refused(*BROKEN)
    heard = text.heard | {partner: text.heard.get(partner, 0) + update.new_words(known)}
    after = Text(text.version + 1, text.merged, text.base, (*text.tail, kept), by, at, heard, writers)
    if _is_long(after):
        after = compacted(after, KEPT_APART)
        copy = Copy.of(after.base, *after.tail)
    # What was found out here is handed on: the document, which is this text no more, and what it says.
    places: Places = text.__dict__.pop("places")
    places.add(update.parts if kept is raw else read_update(kept, len(kept)).parts)
    after.__dict__.update(copy=copy, blocks=blocks, halves=text.halves | second_halves(kept), places=places)
    return after


def _readable(raw: bytes) -> Update:
    if len(raw) > LARGEST:
        raise Refused("too_long", "That is too much at once. Please put it in in smaller parts.")
    try:
        return read_update(raw)
    except Incomplete as incomplete:
        raise Refused(*GAP) from incomplete
    except Unreadable as unreadable:
        raise Refused(*BROKEN) from unreadable


def _only_new(raw: bytes, copy: Copy) -> tuple[bytes, Update]:
    """An update without what is known here already."""
    # Threat: what looks known is passed over, and so could be anything, under anybody's id, and be taken for true later. And where an
    # acknowledgement was lost, a page sends again what is stored already.
    trimmed = without_known(raw, copy.state())
    if trimmed is None:
        raise Refused(*BROKEN)
    return trimmed, _readable(trimmed)


def _writers(text: Text, update: Update, by: str) -> dict[int, str]:
    """Who writes under which client id, after this update of new parts. Refused for an id that is another's, or our own."""
    # Threat: whoever writes ahead under somebody's id makes all that they write themselves look known, and so be passed over.
    new = {part.client for part in update.parts}
    if any(client < FIRST_CLIENT or text.writers.get(client, by) != by for client in new):
        raise Refused(*FORGED)
    return text.writers if new <= text.writers.keys() else text.writers | dict.fromkeys(new, by)


def _is_misplaced(places: Places, update: Update) -> bool:
    try:
        places.check(update.parts)
    except Unreadable:
        return True
    return False


def holds(text: Text, raw: bytes) -> bool:
    """Is all of an update in the text already? False for what is no update."""
    try:
        update = _readable(raw)
    except Refused:
        return False
    copy = Copy.of(text.base, *text.tail)
    taken = copy.taken_in(raw) if update.after(copy.clocks) == copy.clocks else None
    return taken is not None and not taken.update


def with_content(text: Text, wanted: tuple[Block, ...], client: int, by: str, at: int, partner: str) -> Text:
    """The text made to say what this tree says, leaving alone what it says already; `client` is an id that nobody else writes under."""
    drawn = Copy.of(text.base, *text.tail, client=client).edited(lambda fragment: redraw(fragment, wanted))
    return with_update(text, drawn, by, at, partner) if drawn else text


def compacted(text: Text, apart: int = 0) -> Text:
    """The text with its history merged into one update, without what was deleted; the newest `apart` updates stay. It says the same."""
    older, newer = text.tail[: len(text.tail) - apart], text.tail[len(text.tail) - apart :]
    merged = structs.replace(text, merged=text.version - len(newer), base=Copy.of(text.base, *older).whole(), tail=newer)
    if not _is_long(merged) and Copy.of(merged.base, *newer).is_like(Copy.of(text.base, *text.tail)):
        return merged
    if not newer:
        raise Refused(*WORN_OUT)
    return compacted(text)


def _is_long(text: Text) -> bool:
    return len(text.tail) >= MOST_UPDATES or len(text.base) + sum(map(len, text.tail)) > MOST_HISTORY
