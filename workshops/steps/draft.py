"""Draft: one shared text per section, in restricted Markdown.

A save brings the whole text and the version it started from. If somebody saved meanwhile it is refused as a conflict, and
the writer keeps their words and sees the others'. Texts stand beside the log; a proposal takes their words into it.
"""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta, structs

from workshops.agenda import Step
from workshops.bounds import Id, Passage, passage
from workshops.decisions.decision import Decision
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.plan.document import Text, text_sha256
from workshops.plan.prose import UnfitText, as_html, canonical
from workshops.plan.sections import SECTIONS
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import refuse_when_frozen, refuse_when_locked
from workshops.verbs import Aside, Change, Command, Event, Made, apply, decide


class SaveText(Command):
    """The whole text of a section, written from version `base` (0 = none)."""

    may = WORKING

    section: Id
    content: Passage
    base: Annotated[int, Meta(ge=0, le=10_000_000)]


class TextTouched(Event):
    """The first edit of a text after it was adopted."""

    section: str


@decide.register
def _(command: SaveText, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    section = SECTIONS.get(command.section)
    if section is None or not section.text or section.id not in workshop.agenda.sections():
        raise Refused("unknown_section", "This part of the plan has no text.", "section")
    refuse_when_frozen(workshop)
    refuse_when_locked(workshop, actor)
    refuse_when_proposed(workshop, f"text:{section.id}", section.id)
    now = workshop.plan.texts.get(section.id)
    version = now.version if now else 0
    try:
        content = canonical(passage(command.content, "content"))
    except UnfitText as error:
        raise Refused("unfit_text", str(error), "content") from error
    if now and now.content == content:
        yield Made(str(version))
        return
    if command.base != version:
        raise Refused("conflict", "Somebody saved this text while you were writing. Your words are kept: compare, then save again.", "base")
    adopted = workshop.plan.adopted.get(f"text:{section.id}")
    if adopted is not None and now is not None and adopted.sha256 == text_sha256(now.content):
        yield TextTouched(by=actor.id, at=moment.now, section=section.id)
    text = Text(content, version + 1, actor.id, moment.now)
    yield Aside("texts", (section.id,), msgspec.to_builtins(text))
    yield Made(str(text.version))


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


def with_text(workshop: Workshop, section: str, row: dict[str, Any] | None) -> Workshop:
    """The workshop with a row of the shelf "texts" taken in."""
    texts = {key: text for key, text in workshop.plan.texts.items() if key != section}
    if row is not None:
        texts[section] = msgspec.convert(row, Text)
    return structs.replace(workshop, plan=structs.replace(workshop.plan, texts=texts))


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `text:…`."""
    decisions = workshop.open_decisions()
    for section, text in workshop.plan.texts.items():
        proposed = any(_is_proposed(decision, f"text:{section}", section) for decision in decisions)
        yield (
            f"text:{section}",
            {
                "section": section,
                "content": text.content,
                "html": as_html(text.content),
                "version": text.version,
                "by": text.by,
                "locked": proposed or workshop.is_frozen() or workshop.place.locked,
            },
        )


def step_options(workshop: Workshop, step: Step) -> dict[str, Any]:
    """The section that a draft step writes, with what it is called."""
    section = SECTIONS.get(step.options.section)
    return {"text": section.text if section else ""}
