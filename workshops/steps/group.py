"""Group: revealed cards are put together under themes, which get names in plain words. All move at once; nothing needs dragging."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from workshops.bounds import Id, Name, needed_line
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.refusal import Refused
from workshops.state import Theme, Workshop
from workshops.steps.authorship import refuse_when_locked
from workshops.verbs import Change, Command, Event, Made, apply, decide

MOST_THEMES = 40


class NameTheme(Command):
    """Makes a theme in a group step, or renames one."""

    may = WORKING

    step: Id
    name: Name
    theme: Id = ""


class RemoveTheme(Command):
    """Takes a theme apart; its cards are ungrouped again."""

    may = WORKING

    theme: Id


class MoveCard(Command):
    """Puts a card under a theme, or under none ("")."""

    may = WORKING

    card: Id
    theme: Id = ""


class ThemeNamed(Event):
    """A theme has this name; a new one when it was not there."""

    theme: str
    step: str
    name: str


class ThemeRemoved(Event):
    """A theme is gone; its cards are not."""

    theme: str


class CardMoved(Event):
    """A card lies under this theme."""

    card: str
    theme: str


@decide.register
def _(command: NameTheme, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_locked(workshop, actor)
    step = workshop.agenda.step(command.step)
    if step is None or step.kind != "group":
        raise Refused("unknown_step", "Themes are named in a Group step.", "step")
    name = needed_line(command.name, "name", "a name for the theme")
    theme = command.theme or workshop.next_id("t")
    known = workshop.themes.get(command.theme)
    if command.theme and (known is None or known.step != step.id):
        raise Refused("unknown_theme", "This theme is not here any more.", "theme")
    here = [one for one in workshop.themes.values() if one.step == step.id and one.id != theme]
    if any(one.name.casefold() == name.casefold() for one in here):
        raise Refused("already", "There is a theme of this name already.", "name")
    if len(here) >= MOST_THEMES:
        raise Refused("enough", f"{MOST_THEMES} themes are the most. Which of them say the same?", "name")
    yield ThemeNamed(by=actor.id, at=moment.now, theme=theme, step=step.id, name=name)
    yield Made(theme)


@decide.register
def _(command: RemoveTheme, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_locked(workshop, actor)
    theme = workshop.themes.get(command.theme)
    if theme is None:
        raise Refused("unknown_theme", "This theme is not here any more.", "theme")
    if theme.dots and not actor.leads:
        raise Refused("has_dots", "Dots have been given to this theme. The facilitator can take it apart.", "theme")
    yield ThemeRemoved(by=actor.id, at=moment.now, theme=theme.id)


@decide.register
def _(command: MoveCard, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_locked(workshop, actor)
    card = workshop.cards.get(command.card)
    if card is None:
        raise Refused("unknown_card", "This card is not here any more.", "card")
    if command.theme and command.theme not in workshop.themes:
        raise Refused("unknown_theme", "This theme is not here any more.", "theme")
    if card.theme != command.theme:
        yield CardMoved(by=actor.id, at=moment.now, card=card.id, theme=command.theme)


@apply.register
def _(event: ThemeNamed, workshop: Workshop) -> Workshop:
    known = workshop.themes.get(event.theme)
    theme = structs.replace(known, name=event.name) if known else Theme(event.theme, event.step, event.name)
    counted = workshop.counted if known else workshop.counted_up("t")
    return structs.replace(workshop, themes=workshop.themes | {theme.id: theme}, counted=counted)


@apply.register
def _(event: ThemeRemoved, workshop: Workshop) -> Workshop:
    loose = {key: structs.replace(card, theme="") for key, card in workshop.cards.items() if card.theme == event.theme}
    themes = {key: theme for key, theme in workshop.themes.items() if key != event.theme}
    return structs.replace(workshop, themes=themes, cards=workshop.cards | loose)


@apply.register
def _(event: CardMoved, workshop: Workshop) -> Workshop:
    card = structs.replace(workshop.cards[event.card], theme=event.theme)
    return structs.replace(workshop, cards=workshop.cards | {card.id: card})


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `theme:…`."""
    for place, theme in enumerate(workshop.themes.values()):
        yield (
            f"theme:{theme.id}",
            {"id": theme.id, "step": theme.step, "name": theme.name, "place": place, "dots": dict(theme.dots) or None},
        )
