"""A text as it is played: everybody opens it, has a document of their own, and writes a share of it while the others write theirs."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, Self

from facilitator.player.client import Person, Trouble
from facilitator.player.company import Company
from facilitator.player.dealing import Stretch, drawn, laid_out
from workshops.prose.spelling import spell
from workshops.prose.tree import Block, Run
from workshops.texts import schema
from workshops.texts.pen import Caret, Pen
from workshops.texts.update import Unreadable


def write_text(company: Company, people: Sequence[Person], section: str, content: str, place: str) -> None:
    """These people make the text of a section say this. Where it says something else, to one of them or to the room, that is noted."""
    wanted = drawn(content)
    writers = [Writer(person, section, company.client()) for person in people]
    layout, stretches = laid_out(writers[0].pen.blocks, wanted, len(writers))
    writers[0].lay_out(layout)
    for number, writer in enumerate(writers):
        writer.hear_up_to(writers[0].written)
        writer.take_on(stretches[number :: len(writers)])
    company.at_once([writer.write for writer in writers])
    last = max(writer.written for writer in writers)
    for writer in writers:
        writer.hear_up_to(last)
    shown = company.facilitator.wait(lambda slices: _shown(slices, section, last), f"version {last} of the text of {section}")
    for who, says in [("the room", shown["content"]), *((writer.person.name, writer.pen.content) for writer in writers)]:
        if difference := first_difference(spell(wanted), says):
            company.differ(f"{place}, the text of {section} as {who} has it, {difference[0]}", *difference[1:])
    _close(writers)


class Writer:
    """One of those who have a text open. `heard` is the version that they were told of, `written` the one that they brought about."""

    def __init__(self, person: Person, section: str, client: int) -> None:
        self.person = person
        self.section = section
        self.pen = Pen(client)
        self.gone: set[str] = set()
        vector = b64encode(self.pen.vector).decode()
        opened = person.ask("open_text", section=section, schema=schema.VERSION, vector=vector)
        self.epoch: int = opened["epoch"]
        self.key: str = opened["caret"]
        self.heard: int = opened["version"]
        self.written = self.heard
        self._share: list[tuple[Caret, Run]] = []
        self._take(opened["update"])

    def lay_out(self, layout: tuple[Block, ...]) -> None:
        """Puts the layout of a text in the place of what it says."""
        if update := self.pen.put(layout):
            self._send(update)

    def take_on(self, stretches: Iterable[Stretch]) -> None:
        """Remembers where what they are to write belongs: in the layout, before anybody has written into it."""
        for stretch in stretches:
            caret = self.pen.caret(stretch.line, stretch.after)
            self._share += [(caret, piece) for piece in stretch.pieces]

    def write(self) -> None:
        """Writes the whole share, piece by piece, hearing of the others in between."""
        for caret, words in self._share:
            self.hear()
            self._send(self.pen.write(caret, words))

    def hear(self) -> Self:
        """Takes in what has come from the others. Raises Trouble where something is missing before it."""
        for sent in self._unread("text"):
            if sent["after"] > self.heard:
                raise Trouble(f"{self.person.name}: nothing came of the text between version {self.heard} and version {sent['after']}")
            self._take(sent["update"])
            self.heard = max(self.heard, sent["version"])
        for sent in self._unread("carets"):
            self.gone |= {key for key, caret in sent["carets"].items() if caret is None}
        return self

    def hear_up_to(self, version: int) -> None:
        """Waits until the text is heard of as it is in this version."""
        self.person.wait(lambda _: self.hear().heard >= version, f"version {version} of the text of {self.section}")

    def leave(self) -> None:
        """Closes the text."""
        self.person.ask("close_text", section=self.section)

    def see_off(self, other: Writer) -> None:
        """Waits until another writer is known to have left."""
        self.person.wait(lambda _: other.key in self.hear().gone, f"{other.person.name} to leave the text")

    def _unread(self, event: str) -> list[Any]:
        return [sent for sent in self.person.unread(event) if sent["section"] == self.section]

    def _take(self, update: str) -> None:
        try:
            self.pen.take(b64decode(update))
        except Unreadable as unreadable:
            raise Trouble(f"{self.person.name}: what came of the text of {self.section} cannot be read: {unreadable}") from unreadable

    def _send(self, update: bytes) -> None:
        words = b64encode(update).decode()
        with self.person.settled():
            answer = self.person.ask("edit", section=self.section, update=words, epoch=self.epoch, schema=schema.VERSION)
        self.written = answer["version"]


def first_difference(expected: str, found: str) -> tuple[str, str, str] | None:
    """The first line in which two texts differ: which it is, and what it is in each; None where they are the same."""
    lines = zip_longest(expected.split("\n"), found.split("\n"))
    for number, (line, other) in enumerate(lines, 1):
        if line != other:
            return f"line {number}", _quoted(line), _quoted(other)
    return None


def _quoted(line: str | None) -> str:
    return "no such line" if line is None else repr(line)


def _shown(slices: dict[str, Any], section: str, version: int) -> dict[str, Any] | None:
    shown: dict[str, Any] = slices[f"text:{section}"]
    return shown if shown["version"] >= version else None


def _close(writers: Sequence[Writer]) -> None:
    """One after the other, and those who stay hear of it: so nothing of the text still comes when it is over."""
    for number, writer in enumerate(writers):
        writer.leave()
        for other in writers[number + 1 :]:
            other.see_off(writer)
