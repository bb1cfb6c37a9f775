"""Draft: the text of a section, written by everybody together.

What somebody types comes as an update of their editor (`edit_text`), is tried before it is kept, and merges with what others type.
A text can also be brought as a whole, in Markdown (`save_text`). Texts stand beside the log; a proposal takes their words into it.

No word that was acknowledged falls between a text and the proposal that freezes it: a room does one thing after the other, so an
update comes before a proposal, and is in it, or after, and is refused. `epoch` tells what was written before from what comes after.
"""

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.agenda import Step
from workshops.bounds import Id, passage
from workshops.decisions.decision import Decision
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.plan.document import text_sha256
from workshops.plan.sections import SECTIONS
from workshops.prose.markdown import UnfitText, fit
from workshops.prose.reading import read
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import partner_of, refuse_when_frozen, refuse_when_locked
from workshops.texts import schema
from workshops.texts.moves import MOST_MOVED, Move
from workshops.texts.shelf import from_markdown, rows_between, with_row
from workshops.texts.text import BROKEN, FIRST_CLIENT, LARGEST, Text, holds, with_content, with_update
from workshops.verbs import Aside, Change, Command, Event, Made, apply, decide

MOVED_ON = ("moved_on", "This was put to a decision before your words came. They are kept: put them in if they fit.", "epoch")
CONFLICT = ("conflict", "Somebody changed this text meanwhile. Your words are kept: compare, then save again.", "base")


class EditText(Command):
    """An update of somebody's editor (base64 of Yjs version 1), written in this epoch of the text by an editor that knows this schema.

    `moved`: for each stretch of words that it moved, or put elsewhere since what they stood in was taken out meanwhile, client, clock and
    size of them, and client and clock of their copy. `rescued`: the sender has put such words elsewhere, and cannot say which.
    """

    may = WORKING
    remembered = False

    section: Id
    update: Annotated[str, Meta(max_length=LARGEST * 4 // 3 + 4)]
    epoch: Annotated[int, Meta(ge=0, le=1_000_000)]
    schema: Annotated[int, Meta(ge=0, le=1_000_000)]
    rescued: bool = False
    moved: Annotated[tuple[Move, ...], Meta(max_length=MOST_MOVED)] | None = None


class SaveText(Command):
    """The whole text of a section in Markdown, written from version `base` (0 = none)."""

    may = WORKING

    section: Id
    content: Annotated[str, Meta(max_length=schema.MOST_WORDS)]
    base: Annotated[int, Meta(ge=0, le=10_000_000)]


class TextTouched(Event):
    """The first edit of a text after it was adopted."""

    section: str


@decide.register
def _(command: EditText, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_other_schema(command.schema)
    try:
        update = b64decode(command.update, validate=True)
    except (Error, ValueError) as error:
        raise Refused(*BROKEN) from error
    try:
        text = _open_text(workshop, actor, command.section)
        if command.epoch != workshop.plan.epochs.get(command.section, 0):
            raise Refused(*MOVED_ON)
    except Refused:
        stored = workshop.plan.texts.get(command.section)
        if stored is None or not holds(stored, update):
            raise
        # It was stored before, and its acknowledgement lost: it is in the words that were put to the decision.
        yield Made(str(stored.version))
        return
    by, partner = actor.id, partner_of(workshop, actor.id)
    after = with_update(text, update, by, moment.now, partner, rescued=command.rescued, moved=command.moved)
    yield from _kept(workshop, command.section, text, after, actor, moment)


@decide.register
def _(command: SaveText, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    text = _open_text(workshop, actor, command.section)
    try:
        wanted = read(fit(passage(command.content, "content")))
    except UnfitText as error:
        raise Refused("unfit_text", str(error), "content") from error
    if text.blocks != wanted and command.base != text.version:
        raise Refused("conflict", "Somebody changed this text meanwhile. Your words are kept: compare, then save again.", "base")
    client = FIRST_CLIENT + 1 + int(moment.token("text", 4), 16) // 2
    after = text if text.blocks == wanted else with_content(text, wanted, client, actor.id, moment.now, partner_of(workshop, actor.id))
    yield from _kept(workshop, command.section, text, after, actor, moment)


def refuse_other_schema(known: int) -> None:
    """Refused for an editor of another schema: it would take out of a text whatever it does not know."""
    if known != schema.VERSION:
        raise Refused("stale_page", "This page is older than the server. Please reload it; what you wrote is kept.", "schema")


def _open_text(workshop: Workshop, actor: Actor, name: str) -> Text:
    """The text of a section, where it may be written in now."""
    section = SECTIONS.get(name)
    if section is None or not section.text or section.id not in workshop.agenda.sections():
        raise Refused("unknown_section", "This part of the plan has no text.", "section")
    refuse_when_frozen(workshop)
    refuse_when_locked(workshop, actor)
    refuse_when_proposed(workshop, f"text:{section.id}", section.id)
    return workshop.plan.texts.get(section.id) or Text()


def _kept(workshop: Workshop, section: str, text: Text, after: Text, actor: Actor, moment: Moment) -> Iterator[Change]:
    if after is not text:
        adopted = workshop.plan.adopted.get(f"text:{section}")
        if adopted is not None and adopted.sha256 == text_sha256(text.content) != text_sha256(after.content):
            yield TextTouched(by=actor.id, at=moment.now, section=section)
        # Where it is read back from these rows, what is known of it already need not be found out again.
        text.__dict__["after"] = after
        for key, row in rows_between(text, after):
            yield Aside("texts", (section, key), row)
    yield Made(str(after.version))


def refuse_when_proposed(workshop: Workshop, passage_name: str, section: str) -> None:
    """Refused while a round is open on this passage, or on the whole section it stands in; free between rounds."""
    for decision in workshop.open_decisions():
        if _is_proposed(decision, passage_name, section):
            raise Refused("being_decided", f"This is being decided now (decision {decision.number}). It can be changed between rounds.")


def _is_proposed(decision: Decision, passage_name: str, section: str) -> bool:
    proposal = decision.current.proposal
    return decision.covers(passage_name) or (proposal.whole and proposal.section == section)


@apply.register
def _(event: TextTouched, workshop: Workshop) -> Workshop:
    return workshop


def with_text(workshop: Workshop, key: tuple[str, ...], row: dict[str, Any] | None) -> Workshop:
    """The workshop with a row of the shelf "texts" taken in."""
    section = key[0]
    text = workshop.plan.texts.get(section) or Text()
    after = with_row(text, key[1], row) if len(key) > 1 else from_markdown(row or {}, text)
    tried: Text | None = text.__dict__.pop("after", None)
    texts = workshop.plan.texts | {section: tried if tried == after and tried is not None else after}
    return structs.replace(workshop, plan=structs.replace(workshop.plan, texts=texts))


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `text:…`."""
    decisions = workshop.open_decisions()
    for section in workshop.agenda.sections():
        if not SECTIONS[section].text:
            continue
        text = workshop.plan.texts.get(section) or EMPTY
        proposed = any(_is_proposed(decision, f"text:{section}", section) for decision in decisions)
        yield (
            f"text:{section}",
            {
                "section": section,
                "content": text.content,
                "html": text.html,
                "version": text.version,
                "by": text.by,
                "epoch": workshop.plan.epochs.get(section, 0),
                "locked": proposed or workshop.is_frozen() or workshop.place.locked,
            },
        )


EMPTY = Text()
"""A text that nobody has written in."""


def step_options(workshop: Workshop, step: Step) -> dict[str, Any]:
    """The section that a draft step writes, with what it is called."""
    section = SECTIONS.get(step.options.section)
    return {"text": section.text if section else ""}
