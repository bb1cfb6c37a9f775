"""A workshop as a whole: reading commands and events, deciding, applying, and what each viewer sees.

The verbs are open functions (`verbs.py`); importing the features below adds their cases.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, Union

import msgspec
from msgspec import Struct, structs

from workshops import verbs
from workshops.agenda import Agenda
from workshops.decisions.policy import Policy
from workshops.moment import Moment
from workshops.people import FACILITATORS, STRANGER, Actor, Role
from workshops.plan.brought import Brought
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps import (  # noqa: F401  some for their cases alone
    arranging,
    arrivals,
    ask_board,
    bringing,
    capacity,
    comments,
    course,
    draft,
    entries,
    erasing,
    gather,
    group,
    guidance,
    homework,
    leaving,
    pace,
    prioritise,
    proxies,
    pulse,
    ready_made,
    reveal,
    review,
    sign,
    signals,
    timing,
    voices,
    welcome,
)
from workshops.steps import decide as decide_step  # noqa: F401
from workshops.steps.deciding import afterwards, boxes, casting, closing, holding, objections, rulings, slices  # noqa: F401
from workshops.verbs import BOX, Aside, Change, Command, Event, Made

Slices = dict[str, Any]
"""What somebody sees: slice name → value in plain JSON types; None removes."""


def _leaves(base: type[Any]) -> list[type[Any]]:
    found = [base, *(leaf for child in base.__subclasses__() for leaf in _leaves(child))]
    return [one for one in found if one not in (Command, Event)]


COMMANDS: dict[str, type[Command]] = {one.__struct_config__.tag: one for one in _leaves(Command)}
"""Every command by its type: a closed set."""
EVENTS: dict[str, type[Event]] = {one.__struct_config__.tag: one for one in _leaves(Event)}
"""Every event by its type."""

_ANY_EVENT = Union[tuple(EVENTS.values())]  # type: ignore[valid-type]  # noqa: UP007  a union built from a table
_EVENT_DECODER = msgspec.json.Decoder(_ANY_EVENT)


def read_command(written: Any) -> Command:
    """The command in plain JSON types. Refuses unknown ones and wrong fields, in words; never raises anything else."""
    if not isinstance(written, dict):
        raise Refused("bad_command", "A command is a JSON object with a “type”.")
    kind = COMMANDS.get(written["type"]) if isinstance(written.get("type"), str) else None
    if kind is None:
        raise Refused("unknown_command", "There is no command of this type.", "type")
    try:
        return msgspec.convert(written, kind, strict=True)
    except (msgspec.ValidationError, RecursionError, UnicodeError) as error:
        raise Refused("bad_field", f"This command cannot be read: {str(error)[:200]}.", _field_in(str(error))) from error


def _field_in(error: str) -> str:
    _, _, path = error.partition("`$.")
    return path.split("`")[0].split(".")[0].split("[")[0][:60]


def read_event(written: bytes) -> Event:
    """The event in a line of the log. Old versions are brought up to date here, after reading: stored bytes never change."""
    event: Event = _EVENT_DECODER.decode(written)
    return event


def written_event(event: Event) -> dict[str, Any]:
    """The event in plain JSON types, as it goes into the log."""
    written: dict[str, Any] = msgspec.to_builtins(event)
    return written


def decide(workshop: Workshop, actor: Actor, command: Command, moment: Moment) -> Sequence[Change] | Refused:
    """The changes that a command makes, or why it is refused. Pure: the same arguments give the same answer."""
    try:
        if actor.role not in command.may:
            raise _not_allowed(actor, command)
        return list(verbs.decide(command, workshop, actor, moment))
    except Refused as refusal:
        return refusal


def _not_allowed(actor: Actor, command: Command) -> Refused:
    if actor.role is Role.REMOVED:
        return Refused("removed", "You have been taken out of this workshop.")
    if actor.role is Role.STRANGER:
        return Refused("stranger", "You are not in this workshop. Join it with its code first.")
    if actor.role is Role.OBSERVER:
        return Refused("not_allowed", "As an observer you can see everything, but not take part in it.")
    if command.may <= FACILITATORS:
        return Refused("not_allowed", "Only the facilitator can do this.")
    return Refused("not_allowed", "This is not yours to do in this workshop.")


def apply(workshop: Workshop, change: Change) -> Workshop:
    """The workshop after one change: an event of the log, or an aside."""
    if isinstance(change, Event):
        numbered = structs.replace(workshop, seq=workshop.seq + 1, moved_at=change.at or workshop.moved_at)
        return verbs.apply(change, numbered)
    if isinstance(change, Aside):
        return SHELVES[change.shelf](workshop, change.key, change.row)
    return workshop


def _with_personal(workshop: Workshop, key: tuple[str, ...], row: Any) -> Workshop:
    participant, field = key
    others = {name: value for name, value in workshop.personal.items() if name != (participant, field)}
    return structs.replace(workshop, personal=others if row is None else others | {(participant, field): row["value"]})


def _with_held(workshop: Workshop, key: tuple[str, ...], row: Any) -> Workshop:
    step, participant, item = key
    of_step = workshop.held.get(step, {})
    items = {name: value for name, value in of_step.get(participant, {}).items() if name != item}
    if row is not None:
        items[item] = row
    people = {name: value for name, value in of_step.items() if name != participant} | ({participant: items} if items else {})
    steps = {name: value for name, value in workshop.held.items() if name != step} | ({step: people} if people else {})
    return structs.replace(workshop, held=steps)


def _with_text(workshop: Workshop, key: tuple[str, ...], row: Any) -> Workshop:
    return draft.with_text(workshop, key, row)


SHELVES: dict[str, Callable[[Workshop, tuple[str, ...], Any], Workshop]] = {
    "personal": _with_personal,
    "held": _with_held,
    "texts": _with_text,
    "comments": comments.with_comment,
    BOX: boxes.with_box,
}
"""What stands beside the log, and how a row of it is taken in."""


def replay(events: Iterable[Event], asides: Iterable[Aside]) -> Workshop:
    """The workshop that its log and what stands beside it make. The first event founds it."""
    log = iter(events)
    first = next(log)
    assert isinstance(first, course.WorkshopFounded), "a log begins with the founding of its workshop"
    founded = structs.replace(course.begun(first), seq=1, moved_at=first.at)
    return reduce(apply, asides, reduce(apply, log, founded))


def found(
    workshop_id: str,
    title: str,
    partnership: str,
    agenda: Agenda,
    policy: Policy,
    facilitator: str,
    partners: list[str],
    moment: Moment,
    old: Brought | None = None,
) -> list[Change]:
    """The first changes of a new workshop: what it is, its facilitator (always `p1`), and the partners known so far, or an old plan."""
    common: dict[str, Any] = {"by": "p1", "at": moment.now}
    commitments, asides = arrivals.details("p1", {"name": facilitator, "title": ""}, moment)
    return [
        course.WorkshopFounded(
            **common, workshop=workshop_id, title=title, partnership=partnership, locale="en", agenda=agenda, starting_policy=policy
        ),
        arrivals.ParticipantJoined(**common, participant="p1", role=Role.FACILITATOR, commitments=commitments),
        *asides,
        *(welcome.PartnerAdded(**common, partner=f"o{n}", name=name) for n, name in enumerate(partners, 1)),
        *(bringing.along(old, moment.now) if old is not None else ()),
    ]


class Feature(Struct, frozen=True):
    """A part of what everybody sees: the slices, and the parts of the workshop that they depend on.

    Where these parts are the same objects as before, the slices are too; that keeps a tick cheap in a full room.
    """

    slices: Callable[[Workshop], Iterator[tuple[str, Any]]]
    inputs: Callable[[Workshop], tuple[Any, ...]]


EVERYONE: tuple[Feature, ...] = (
    Feature(course.everyone, lambda w: (w.agenda, w.place, w.doors, w.session, w.version, w.milestones, w.personal)),
    Feature(
        guidance.everyone, lambda w: (w.agenda, w.place, w.held, w.revealed, w.decisions, w.boxes, w.participants, w.version, w.partners)
    ),
    Feature(welcome.everyone, lambda w: (w.partners, w.participants)),
    Feature(arrivals.everyone, lambda w: (w.participants, w.partners, w.personal)),
    Feature(signals.everyone, lambda w: (w.parking,)),
    Feature(gather.everyone, lambda w: (w.cards,)),
    Feature(group.everyone, lambda w: (w.themes,)),
    Feature(pulse.everyone, lambda w: (w.pulses,)),
    Feature(comments.everyone, lambda w: (w.comments,)),
    Feature(draft.everyone, lambda w: (w.plan.texts, w.plan.epochs, w.decisions, w.version, w.place, w.agenda)),
    Feature(entries.everyone, lambda w: (w.plan, w.decisions, w.agenda)),
    Feature(slices.everyone, lambda w: (w.decisions, w.boxes, w.rules, w.partners, w.participants, w.personal, w.plan)),
    Feature(ready_made.everyone, lambda w: (w.partners, w.participants, w.agenda)),
    Feature(review.everyone, lambda w: (w.plan, w.decisions, w.agenda, w.partners, w.themes)),
    Feature(homework.everyone, lambda w: (w.plan, w.agenda, w.partners, w.homework)),
    Feature(timing.everyone, lambda w: (w.plan.entries, w.agenda, w.partners)),
    Feature(sign.everyone, lambda w: (w.version, w.partners, w.plan, w.decisions)),
)

Recall = dict[int, tuple[tuple[Any, ...], list[tuple[str, Any]]]]
"""What `for_everyone` remembers between two looks: per feature its inputs and its slices."""


def for_everyone(workshop: Workshop, recall: Recall | None = None) -> Slices:
    """What everybody sees. With `recall`, features whose inputs are unchanged are not built again."""
    seen: Slices = {}
    for number, feature in enumerate(EVERYONE):
        inputs = feature.inputs(workshop)
        before = recall.get(number) if recall is not None else None
        if before is None or any(one is not other for one, other in zip(before[0], inputs, strict=True)):
            before = (inputs, list(feature.slices(workshop)))
            if recall is not None:
                recall[number] = before
        seen.update(before[1])
    return {name: value for name, value in seen.items() if value is not None}


def for_person(workshop: Workshop, participant: str) -> Slices:
    """What one participant sees beside what everybody sees. Nothing for somebody who is not in the room."""
    actor = workshop.actor(participant)
    if actor.role in (Role.REMOVED, Role.STRANGER):
        return {}
    person = workshop.participants[participant]
    partner = workshop.partners.get(person.partner)
    me = arrivals.person_slice(workshop, person) | {
        "votes": casting.voters_of(workshop, participant),
        "rules": rulings.rules_on(workshop, participant),
        "lent": proxies.lent_by(workshop, participant),
        "signs": workshop.signs_for(participant) if workshop.version is not None and workshop.version.sealed_at is None else [],
        "signals": sorted(workshop.held_of("signals", participant)),
        "claiming": partner is not None and participant in partner.claims,
    }
    own: Slices = {"me": me, "mine": guidance.mine(workshop, participant)}
    own.update(casting.person(workshop, participant))
    own.update(rulings.person(workshop, participant))
    own.update(review.person(workshop, participant))
    own.update(arranging.person(workshop, participant))
    return own


def for_facilitators(workshop: Workshop) -> Slices:
    """What only facilitators see."""
    return {name: value for name, value in guidance.facilitators(workshop) if value is not None}


def view(workshop: Workshop, viewer: str) -> Slices:
    """All that one participant may see: the union of their streams. Empty for strangers and for those taken out."""
    actor = workshop.actor(viewer)
    if actor == STRANGER or actor.role is Role.REMOVED:
        return {}
    private = for_facilitators(workshop) if actor.leads else {}
    return for_everyone(workshop) | for_person(workshop, viewer) | private


__all__ = [
    "COMMANDS",
    "EVENTS",
    "Made",
    "Slices",
    "apply",
    "decide",
    "for_everyone",
    "for_facilitators",
    "for_person",
    "found",
    "replay",
    "view",
]
