"""Prioritise: dots on themes, given privately within a budget and a cap, and shown all at once."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.agenda import Step
from workshops.bounds import Count, Id
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.refusal import Refused
from workshops.state import Theme, Workshop
from workshops.steps.authorship import author_of, counted_by_partner, refuse_when_locked
from workshops.verbs import Aside, Change, Command, Event, apply, decide


class PlaceDots(Command):
    """A person's dots by theme, replacing what they gave before; changeable until all are shown."""

    may = WORKING

    step: Id
    dots: Annotated[dict[Id, Count], Meta(max_length=60)]
    participant: Id = ""


class DotsRevealed(Event):
    """The dots of each theme; `heard` counts people per partner, `people` all who gave any."""

    step: str
    dots: dict[str, int]
    heard: dict[str, int]
    people: int


@decide.register
def _(command: PlaceDots, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    step = workshop.agenda.step(command.step)
    if step is None or step.kind != "prioritise":
        raise Refused("unknown_step", "This is not a Prioritise step.", "step")
    refuse_when_locked(workshop, actor)
    author = author_of(workshop, actor, command.participant)
    if step.id in workshop.revealed:
        raise Refused("shown", "The dots are on the table already.", "step")
    on_offer = {theme.id for theme in themes_on_offer(workshop, step)}
    dots = {theme: number for theme, number in sorted(command.dots.items()) if number}
    if not dots.keys() <= on_offer:
        raise Refused("unknown_theme", "One of these themes is not on offer any more. Please look again.", "dots")
    if any(number > step.options.cap for number in dots.values()):
        raise Refused("over_cap", f"At most {step.options.cap} dots can go on one theme.", "dots")
    if sum(dots.values()) > step.options.budget:
        raise Refused("over_budget", f"You have {step.options.budget} dots; these are {sum(dots.values())}.", "dots")
    yield Aside("held", (step.id, author, "dots"), dots)


def themes_on_offer(workshop: Workshop, step: Step) -> list[Theme]:
    """The themes of the group step that this step weighs; of its own stage where the agenda names none."""
    of = step.options.of
    named = {of} if isinstance(of, str) else set(of)
    if not named:
        stage = workshop.agenda.stage_of(step.id)
        named = {one.id for one in stage.steps if one.kind == "group"} if stage else set()
    return [theme for theme in workshop.themes.values() if theme.step in named]


def reveal(workshop: Workshop, step: Step, moment: Moment) -> Event:
    """Shows the sums together; who gave which is forgotten."""
    held = workshop.held.get(step.id, {})
    given = [items["dots"] for items in held.values() if items.get("dots")]
    sums: Counter[str] = Counter()
    for dots in given:
        sums.update(dots)
    alive = {theme.id: sums[theme.id] for theme in themes_on_offer(workshop, step)}
    numbers = {author: int(bool(items.get("dots"))) for author, items in held.items()}
    return DotsRevealed(step=step.id, dots=alive, heard=counted_by_partner(workshop, numbers), people=len(given))


@apply.register
def _(event: DotsRevealed, workshop: Workshop) -> Workshop:
    themes = {
        key: structs.replace(workshop.themes[key], dots=workshop.themes[key].dots | {event.step: number})
        for key, number in event.dots.items()
        if key in workshop.themes
    }
    return structs.replace(
        workshop,
        themes=workshop.themes | themes,
        revealed=workshop.revealed | {event.step},
        heard=workshop.heard | {event.step: event.heard},
        answered=workshop.answered | {event.step: event.people},
    )


def mine(step: Step, held: dict[str, Any]) -> dict[str, Any]:
    """A participant's own dots, not yet shown."""
    return {"dots": held.get("dots")}


def did(step: Step, held: dict[str, Any]) -> tuple[int, str]:
    """Whether somebody has sent their dots; never where they lie."""
    return ("dots" in held, "dots sent" if "dots" in held else "nothing yet")
