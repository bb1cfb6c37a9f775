"""Whatever bytes come as an update, they are refused, or make a text that everybody reads alike. Nothing else ever happens.

MUTATIONS says how many damaged updates are tried, SEED_OF_CHANCE with which dice.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

from msgspec import structs

from tests.domain.random_documents import text_with
from tests.domain.writing import Pen
from workshops.prose.reading import read
from workshops.prose.spelling import spell
from workshops.refusal import Refused
from workshops.texts.copy import Copy
from workshops.texts.schema import read_document
from workshops.texts.shelf import rows_between, with_row
from workshops.texts.text import Text, compacted, with_content, with_update
from workshops.texts.update import Unreadable
from workshops.texts.wire import _deleted, _parts, _Reader

MUTATIONS = int(os.environ.get("MUTATIONS", "1500"))
CHANCE = int(os.environ.get("SEED_OF_CHANCE", "1" if "CI" in os.environ else "0")) or random.randrange(1, 1_000_000)
LONGEST = 2.0
"""Seconds of processor time for one update."""

FROM_YJS = """
0102e9070007000100060400e907001157652065617420f09f98802077656c6c2e00

0106e90710c6e90703e9070404626f6c64027b7dc6e90706e9070704626f6c64046e756c6c46e90701066974616c6963027b7dc6e90711e90707066974616c696304
6e756c6cc6e9070ae9070b046c696e6b207b2268726566223a2268747470733a2f2f612e622f3f633d3126643dc3a9227dc6e9070ee9070f046c696e6b046e756c6c
00

0111e90716870100030a62756c6c65744c6973740700e9071603086c6973744974656d0700e9071703097061726167726170680700e90718060400e90719036f6e65
87e90718030b6f7264657265644c6973740700e9071d03086c6973744974656d0700e9071e03097061726167726170680700e9071f060400e907200374776f87e907
16030a626c6f636b71756f74650700e9072403097061726167726170680700e90725060400e90726047361696487e90726030968617264427265616b87e9072b0604
00e9072c02736f00

0101e9072fc4e90711e9071308d7a9d79cd795d79d01e90703030510021d07

0001e907011607
"""
"""What Yjs 13.6 itself sends for words with an emoji, looks, a list and a quote, words replaced, a list deleted."""
MARKDOWN = "One *two* **three** [four](https://a.b/c).\n\n- five\n- six\n    1. seven  \n      eight\n\n> 😀 nine"
NUMBERS = [0, 1, 2, 5, 15, 16, 77, 127, 128, 16383, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53 - 1, 2**53, 2**63, 2**64]
NAMES = [b"text", b"paragraph", b"hardBreak", b"listItem", b"bulletList", b"blockquote", b"bold", b"link", b"null", b"{}"]


def after(text: Text, update: bytes) -> Text:
    """The text with this update of the one person who writes all of them."""
    return with_update(text, update, "p1", 0, "o1")


def real_updates() -> Iterator[tuple[Text, bytes]]:
    """Updates of every kind, each with a text that it can be taken into."""
    text = Text()
    for written in FROM_YJS.split("\n\n"):
        update = bytes.fromhex(written)
        yield text, update
        text = after(text, update)
    yield Text(), text.since(-1)
    drawn = with_content(text, read(MARKDOWN), 200, "p1", 0, "")
    yield text, drawn.tail[-1]
    pen, other = Pen(300, drawn), Pen(301, drawn)
    yield drawn, (more := pen.write(" More."))
    yield after(drawn, more), pen.add_paragraph("And 👩‍🌾.")
    yield drawn, other.delete(1)
    short = compacted(drawn)
    yield short, Pen(302, short).delete(0)
    deep = ("blockquote", [("bulletList", [[("paragraph", [[[("a", {"bold": {}})], [("b", {})]], []])]])])
    yield Text(), text_with([deep, ("orderedList", [[], [deep]])]).tail[-1]


def flipped(update: bytearray, chance: random.Random) -> None:
    """One bit is another."""
    update[chance.randrange(len(update))] ^= 1 << chance.randrange(8)


def set_to(update: bytearray, chance: random.Random) -> None:
    """One byte is another."""
    update[chance.randrange(len(update))] = chance.choice([0, 1, 2, 4, 6, 7, 10, 0x40, 0x44, 0x47, 0x80, 0x84, 0x87, 0xC4, 0xC7, 0xFF])


def inserted(update: bytearray, chance: random.Random) -> None:
    """There are bytes between."""
    at = chance.randrange(len(update) + 1)
    update[at:at] = chance.choice([chance.randbytes(chance.randint(1, 4)), chance.choice(NAMES), "😀".encode()])


def deleted(update: bytearray, chance: random.Random) -> None:
    """Bytes are missing."""
    at = chance.randrange(len(update))
    del update[at : at + chance.randint(1, 8)]


def repeated(update: bytearray, chance: random.Random) -> None:
    """A stretch stands elsewhere as well."""
    start, at = chance.randrange(len(update)), chance.randrange(len(update))
    update[at:at] = update[start : start + chance.randint(1, 40)]


def renamed(update: bytearray, chance: random.Random) -> None:
    """A name is another."""
    name = chance.choice(NAMES)
    at = update.find(name)
    if at > 0:
        other = chance.choice(NAMES)
        update[at - 1 : at + len(name)] = bytes([len(other)]) + other


class Numbers(_Reader):
    """Where the numbers of an update are, as far as it can be read."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw, len(raw))
        self.found: dict[int, tuple[int, int]] = {}
        with suppress(Unreadable, IndexError, UnicodeDecodeError):
            list(_parts(self))
            list(_deleted(self))

    def number(self) -> int:
        start = self.at
        number = super().number()
        self.found[start] = (self.at, number)
        return number


def renumbered(update: bytearray, chance: random.Random) -> None:
    """A number is another one: of something else that there is, or one beyond all bounds."""
    found = Numbers(bytes(update)).found
    if not found:
        return
    at = chance.choice(list(found))
    end, number = found[at]
    others = [number + 1, max(0, number - 1), *(other for _, other in found.values()), chance.choice(NUMBERS)]
    number = chance.choice(others)
    groups = [number >> shift & 127 for shift in range(0, max(1, number.bit_length()), 7)]
    update[at:end] = bytes([*(group | 128 for group in groups[:-1]), groups[-1]])


def cut_off(update: bytearray, chance: random.Random) -> None:
    """The end is missing."""
    del update[chance.randrange(len(update)) :]


DAMAGE: list[Callable[[bytearray, random.Random], None]] = [
    flipped, set_to, set_to, inserted, deleted, repeated, renamed, renamed, renumbered, renumbered, renumbered, cut_off,
]  # fmt: skip


def damaged(update: bytes, other: bytes, chance: random.Random) -> bytes:
    """An update that has suffered once to four times, or the beginning of one and the end of another."""
    if chance.random() < 0.1:
        return update[: chance.randrange(len(update))] + other[chance.randrange(len(other)) :]
    changed = bytearray(update)
    for _ in range(chance.choice([1, 1, 1, 2, 2, 3, 4])):
        if changed:
            chance.choice(DAMAGE)(changed, chance)
    return bytes(changed)


class Trials:
    """How updates fared that were tried on texts."""

    def __init__(self) -> None:
        self.codes = Counter[str]()
        self.slowest = 0.0

    def attempt(self, text: Text, raw: bytes) -> Text:
        """The text after it: the same one where it is refused, or brings nothing new."""
        told = f"seed {CHANCE}: {raw.hex()} on {[one.hex() for one in (text.base, *text.tail)]}"
        try:
            now, code, took = self._timed(text, raw)
            if took > LONGEST:
                # Was it this update, or did the machine hold its breath?
                took = self._timed(structs.replace(text), raw)[2]
            assert took < LONGEST
            assert_readers_agree(structs.replace(text), now)
        except BaseException as error:
            raise AssertionError(told) from error
        self.slowest = max(self.slowest, took)
        self.codes[code] += 1
        return now

    def _timed(self, text: Text, raw: bytes) -> tuple[Text, str, float]:
        began = time.process_time()
        try:
            now = after(text, raw)
            code = "known" if now is text else "taken"
        except Refused as refusal:
            now, code = text, refusal.code
        return now, code, time.process_time() - began

    def tell(self) -> None:
        """For whoever looks on (pytest -s)."""
        print(f"seed {CHANCE}: slowest {self.slowest * 1000:.1f} ms, {dict(self.codes)}")


def assert_readers_agree(before: Text, now: Text) -> None:
    """Whoever reads this text in whatever way reads the same."""
    if now.version == before.version:
        return
    said = spell(now.blocks)
    assert read_document(Copy.of(now.since(-1)).fragment) == now.blocks
    assert read_document(Copy.of(before.since(-1), now.since(before.version)).fragment) == now.blocks
    assert compacted(structs.replace(now)).content == said
    replayed = before
    for key, row in rows_between(before, now):
        replayed = with_row(replayed, key, row)
    assert replayed == now
    assert structs.replace(replayed).content == said


def test_a_damaged_update_is_refused_or_read_alike_by_all() -> None:
    chance, trials = random.Random(CHANCE), Trials()
    kinds = [(structs.replace(text), update, after(text, update).content) for text, update in real_updates()]
    for _ in range(MUTATIONS):
        text, update, says = chance.choice(kinds)
        trials.attempt(text, damaged(update, chance.choice(kinds)[1], chance))
        # Whatever became of it, the text before is what it was, and what it was good for it still is.
        assert after(text, update).content == says
    trials.tell()
    assert trials.codes.keys() >= {"taken", "broken_update", "gap"}


def test_an_update_in_good_form_of_whatever_stands_wherever_is_refused_or_read_alike_by_all() -> None:
    chance, trials = random.Random(CHANCE), Trials()
    while trials.codes.total() < MUTATIONS:
        text = Text()
        for _ in range(8):
            text = trials.attempt(text, made_up(Copy.of(text.base, *text.tail).clocks, chance))
    trials.tell()
    assert trials.codes.keys() >= {"taken", "broken_update", "gap", "unknown_form"}


CONTENTS = [
    *(b"\x04" + bytes([len(words.encode())]) + words.encode() for words in ("a", "bc", "é", "😀", "x😀", "1. ")),
    *(b"\x06" + name + value for name in (b"\x04bold", b"\x06italic") for value in (b"\x02{}", b"\x04null")),
    *(3 * [b"\x07\x06"]),
    *(b"\x07\x03" + bytes([len(name)]) + name for name in NAMES[1:6]),
    b"\x01\x02",
]


def made_up(known: dict[int, int], chance: random.Random) -> bytes:
    """An update of one or two clients who put things beside or into any others; all its numbers are small, so each is one byte."""
    sizes = {client: min(size, 100) for client, size in known.items()}

    def somewhere() -> bytes:
        client = chance.choice(list(sizes))
        return bytes([client, chance.randrange(max(1, sizes[client]))])

    def part() -> bytes:
        content = chance.choice(CONTENTS)
        left, right = chance.random() < 0.5, chance.random() < 0.3
        place = (somewhere() if left else b"") + (somewhere() if right else b"")
        if not place:
            place = b"\x00" + somewhere() if chance.random() < 0.8 else b"\x01\x04text"
        return bytes([content[0] | left << 7 | right << 6]) + place + content[1:]

    clients = chance.sample(range(100, 104), chance.choice([1, 1, 2]))
    update = bytes([len(clients)])
    for client in clients:
        start, number = sizes.get(client, 0), chance.randint(1, 5)
        sizes[client] = start + number
        update += bytes([number, client, start]) + b"".join(part() for _ in range(number))
    if chance.random() < 0.6:
        return update + b"\x00"
    return update + b"\x01" + (one := somewhere())[:1] + b"\x01" + one[1:] + bytes([chance.randint(1, 3)])
