"""Gather: ideas on cards, each written alone and hidden until all are turned over together.

Until then a card is held beside the log under its author, so that it can be changed. Turning over writes all cards into
the log in shuffled order, without author or time, and forgets who wrote what (PRODUCT.md, "Rules of the room", 2).
"""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from workshops.agenda import Step
from workshops.bounds import Id, Line, needed_line
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.refusal import Refused
from workshops.state import Card, Workshop
from workshops.steps.authorship import author_of, counted_by_partner, refuse_when_locked
from workshops.verbs import Aside, Change, Command, Event, Made, apply, decide

MOST_CARDS = 30
MOST_ON_TABLE = 1_000
"""Cards of a step after which none is added to those turned over: nobody is their author, so nobody's number is bounded."""
SHORT = 140


class WriteCard(Command):
    """A new card; `participant` names somebody without a device, for the facilitator."""

    may = WORKING

    step: Id
    text: Line
    participant: Id = ""


class EditCard(Command):
    """Changes a card: its author before it is turned over, a facilitator afterwards."""

    may = WORKING

    step: Id
    card: Id
    text: Line


class DropCard(Command):
    """Takes a card away, under the same conditions."""

    may = WORKING

    step: Id
    card: Id


class CardsRevealed(Event):
    """All cards of a step were turned over; `heard` counts them per partner, `people` all who wrote."""

    step: str
    cards: tuple[tuple[str, str], ...]
    heard: dict[str, int]
    people: int = 0
    authors: dict[str, str] = {}


class CardAdded(Event):
    """One more card on an open table."""

    step: str
    card: str
    text: str
    author: str = ""


class CardEdited(Event):
    """A card on the open table reads otherwise."""

    card: str
    text: str


class CardDropped(Event):
    """A card was taken off the table."""

    card: str


@decide.register
def _(command: WriteCard, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    step = gather_step(workshop, command.step)
    refuse_when_locked(workshop, actor)
    author = author_of(workshop, actor, command.participant)
    text = _card_text(step, command.text)
    if step.id in workshop.revealed:
        if sum(card.step == step.id for card in workshop.cards.values()) >= MOST_ON_TABLE:
            raise Refused("enough", f"{MOST_ON_TABLE} cards lie on the table. Please say it aloud.", "text")
        card = workshop.next_id("c")
        yield CardAdded(step=step.id, card=card, text=text, author="" if step.options.anonymous else author)
        # Nothing is held of it; taking that away makes the store forget in which breath it came, and so from whom.
        yield Aside("held", (step.id, author, "late"))
        # Threat: answers are remembered by actor, and a card's id in one would name the author.
        if not step.options.anonymous:
            yield Made(card)
        return
    if sum(1 for item in workshop.held_of(step.id, author) if item.startswith("card-")) >= MOST_CARDS:
        raise Refused("enough", f"You have written {MOST_CARDS} cards. Change one of them instead.", "text")
    key = f"card-{moment.token('card', 8)}"
    yield Aside("held", (step.id, author, key), text)
    yield Made(key)


@decide.register
def _(command: EditCard, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    step = gather_step(workshop, command.step)
    refuse_when_locked(workshop, actor)
    text = _card_text(step, command.text)
    if command.card in workshop.held_of(step.id, actor.id):
        yield Aside("held", (step.id, actor.id, command.card), text)
        return
    _refuse_unless_on_table(workshop, command.card, actor)
    yield CardEdited(by=actor.id, at=moment.now, card=command.card, text=text)


@decide.register
def _(command: DropCard, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    step = gather_step(workshop, command.step)
    refuse_when_locked(workshop, actor)
    if command.card in workshop.held_of(step.id, actor.id):
        yield Aside("held", (step.id, actor.id, command.card))
        return
    _refuse_unless_on_table(workshop, command.card, actor)
    yield CardDropped(by=actor.id, at=moment.now, card=command.card)


def _refuse_unless_on_table(workshop: Workshop, card: str, actor: Actor) -> None:
    if card not in workshop.cards:
        raise Refused("unknown_card", "This card is not here any more.", "card")
    if not actor.leads:
        raise Refused("not_yours", "The cards are turned over and belong to everybody now. The facilitator can change one.", "card")


def gather_step(workshop: Workshop, step_id: str) -> Step:
    """The gather step with this id. Refused when there is none."""
    step = workshop.agenda.step(step_id)
    if step is None or step.kind != "gather":
        raise Refused("unknown_step", "Cards are written in a Gather step.", "step")
    return step


def _card_text(step: Step, text: str) -> str:
    text = needed_line(text, "text", "something; one word is enough")
    most = step.options.limit or SHORT
    if len(text) > most:
        raise Refused("too_long", f"A card holds {most} characters; this one has {len(text)}. Make it two cards?", "text")
    return text


def reveal(workshop: Workshop, step: Step, moment: Moment) -> Event:
    """Turns the cards over: the same set of cards gives the same event, whoever wrote which, and when."""
    held = workshop.held.get(step.id, {})
    written = [(text, author) for author, items in held.items() for item, text in items.items() if item.startswith("card-")]
    first = workshop.counted.get("c", 0) + 1
    mixed = moment.shuffled(written, lambda pair: pair[0])
    cards = tuple((f"c{first + n}", text) for n, (text, _) in enumerate(mixed))
    authors = {} if step.options.anonymous else {card: author for (card, _), (_, author) in zip(cards, mixed, strict=True)}
    numbers = {author: sum(item.startswith("card-") for item in items) for author, items in held.items()}
    people = sum(1 for number in numbers.values() if number)
    return CardsRevealed(step=step.id, cards=cards, heard=counted_by_partner(workshop, numbers), people=people, authors=authors)


@apply.register
def _(event: CardsRevealed, workshop: Workshop) -> Workshop:
    cards = {card: Card(card, event.step, text, author=event.authors.get(card, "")) for card, text in event.cards}
    return structs.replace(
        workshop,
        cards=workshop.cards | cards,
        revealed=workshop.revealed | {event.step},
        heard=workshop.heard | {event.step: event.heard},
        answered=workshop.answered | {event.step: event.people},
        counted=workshop.counted | {"c": workshop.counted.get("c", 0) + len(cards)},
    )


@apply.register
def _(event: CardAdded, workshop: Workshop) -> Workshop:
    card = Card(event.card, event.step, event.text, author=event.author)
    return structs.replace(workshop, cards=workshop.cards | {card.id: card}, counted=workshop.counted_up("c"))


@apply.register
def _(event: CardEdited, workshop: Workshop) -> Workshop:
    card = structs.replace(workshop.cards[event.card], text=event.text)
    return structs.replace(workshop, cards=workshop.cards | {card.id: card})


@apply.register
def _(event: CardDropped, workshop: Workshop) -> Workshop:
    return structs.replace(workshop, cards={key: card for key, card in workshop.cards.items() if key != event.card})


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `card:…`, revealed cards only."""
    for place, card in enumerate(workshop.cards.values()):
        yield (
            f"card:{card.id}",
            {"id": card.id, "step": card.step, "text": card.text, "theme": card.theme, "place": place, "author": card.author},
        )


def mine(step: Step, held: dict[str, Any]) -> dict[str, Any]:
    """A participant's own cards of a step, not yet turned over, in a steady order."""
    return {"cards": [{"card": item, "text": held[item]} for item in sorted(held) if item.startswith("card-")]}


def did(step: Step, held: dict[str, Any]) -> tuple[int, str]:
    """How many cards somebody has written, in a number and in words; never what stands on them."""
    number = sum(item.startswith("card-") for item in held)
    return number, "nothing yet" if not number else "1 card" if number == 1 else f"{number} cards"
