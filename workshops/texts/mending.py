"""What has to be done beside an update that was made without knowing of another: words put back, copies taken out."""

from msgspec import Struct
from pycrdt import XmlFragment, merge_updates

from workshops.texts.copy import Copy
from workshops.texts.moves import settled, take_out_copies
from workshops.texts.pieces import Piece, deleted_words, standing
from workshops.texts.rescue import put_back, taken_along, words_in
from workshops.texts.update import Part, new_words
from workshops.texts.wire import read_update, spell_deleted


class Fault(Struct, frozen=True):
    """What an update takes `along` without meaning it, what it deletes that was `gone` before, what of its words is there `again` by it.

    `guess`: its words have to be compared to find the last.
    """

    along: list[Part]
    gone: list[Part]
    again: list[Part]
    guess: bool


def mended(updates: tuple[bytes, ...], raw: bytes, copy: Copy, fault: Fault) -> bytes:
    """An update together with what makes its fault good. The document was made of `updates`; `copy` has taken it in, and gets the rest."""
    taken_out = spell_deleted(fault.again) if fault.again else b""
    if taken_out:
        copy.taken_in(taken_out)
    before = Copy.of(*updates)
    stored = [read_update(one, len(one)) for one in updates]
    written = [part for one in stored for part in one.parts]
    lost = words_in(written, fault.along)
    put_in: list[list[str]] = []
    pieces: list[Piece] = []
    if fault.guess and fault.gone:
        update = read_update(raw, len(raw))
        new = new_words(update.parts, before.clocks)
        put_in = standing(new, update.deleted)
        # A page that sends something again names what it took out itself before. That was not moved by two.
        senders = {part.client for part in update.parts}
        own = [part for one in stored if senders & {part.client for part in one.parts} for part in one.deleted]
        named = taken_along(update.deleted, own)
        typed = deleted_words(new, written, named, ())
        pieces = settled([*deleted_words(written, update.parts, named, fault.gone)], typed, sum(len(part.words) for part in new))

    def mend(fragment: XmlFragment) -> None:
        if any(piece.gone for piece in pieces):
            take_out_copies(before.fragment, fragment, put_in, pieces)
        if lost:
            put_back(before.fragment, fragment, lost)

    with before.fragment.doc.transaction():
        edited = copy.edited(mend)
    return merge_updates(raw, *filter(None, (taken_out, edited)))
