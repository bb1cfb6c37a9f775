"""The facilitator's second pair of hands: the script, who has done what, and which partner has not been heard."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from workshops.agenda import Stage, Step
from workshops.decisions.decision import Decision
from workshops.people import SEATED
from workshops.plan.kinds import KINDS
from workshops.state import Workshop
from workshops.steps import capacity, draft, gather, prioritise, pulse
from workshops.steps.authorship import partner_of
from workshops.steps.deciding.boxes import ballots_in
from workshops.steps.sign import waiting

DID: dict[str, Callable[[Step, dict[str, Any]], tuple[int, str]]] = {
    "gather": gather.did,
    "pulse": pulse.did,
    "prioritise": prioritise.did,
    "capacity": capacity.did,
}
MINE: dict[str, Callable[[Step, dict[str, Any]], dict[str, Any]]] = {
    "gather": gather.mine,
    "pulse": pulse.mine,
    "prioritise": prioritise.mine,
}


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slice `step`: what is asked now, and how many have answered, in numbers only; and `ready` while a text is written."""
    step = workshop.step()
    options = msgspec.to_builtins(step.options)
    if step.kind == "draft":
        options |= draft.step_options(workshop, step)
    done, of = _answered(workshop, step)
    yield (
        "step",
        {
            "id": step.id,
            "kind": step.kind,
            "title": step.title,
            "prompt": step.prompt,
            "help": step.help,
            "minutes": step.minutes,
            "options": {"limit": step.options.limit, "budget": step.options.budget, "cap": step.options.cap} | options,
            "revealed": step.id in workshop.revealed,
            "done": done,
            "of": of,
            "cards": _face_down(workshop, step),
        },
    )
    yield "ready", _ready(workshop) if step.kind == "draft" else None


def _ready(workshop: Workshop) -> dict[str, Any]:
    """The partners that are ready to decide on a text, and those that are awaited. Its voice says so; where it has none, anybody of it."""
    signals = workshop.held.get("signals", {})
    ready = {one.id for one in workshop.seated() if "ready" in signals.get(one.id, {})}
    present = workshop.present_partners()
    people = {partner.id: {one.id for one in workshop.seated() if one.partner == partner.id} for partner in present}
    asked = [partner for partner in present if people[partner.id]]
    is_ready = {partner.id: bool(ready & ({partner.voice} if partner.voice else people[partner.id])) for partner in asked}
    return {"ready": [one.id for one in asked if is_ready[one.id]], "awaited": [one.id for one in asked if not is_ready[one.id]]}


def _answered(workshop: Workshop, step: Step) -> tuple[int, int]:
    seated = workshop.seated()
    if step.id in workshop.revealed:
        return workshop.answered.get(step.id, 0), len(seated)
    if step.kind in DID:
        held = workshop.held.get(step.id, {})
        return sum(1 for one in seated if DID[step.kind](step, held.get(one.id, {}))[0]), len(seated)
    if step.kind == "decide":
        decision = _here(workshop)
        return (len(ballots_in(workshop, decision)), len(decision.current.voters)) if decision else (0, 0)
    if step.kind == "sign" and workshop.version is not None:
        return len(workshop.version.signatures), len(workshop.version.signatures) + len(waiting(workshop, workshop.version))
    ready = workshop.held.get("signals", {})
    return sum(1 for one in seated if "ready" in ready.get(one.id, {})), len(seated)


def _here(workshop: Workshop) -> Decision | None:
    """The open decision that a decide step is about: the one in the room, else the newest that was opened at this step."""
    here = [one for one in workshop.open_decisions() if one.step == workshop.place.step]
    return workshop.decision_in_the_room() or (here[-1] if here else None)


def _face_down(workshop: Workshop, step: Step) -> int:
    """How many cards lie face down on the table."""
    if step.kind != "gather":
        return 0
    return sum(gather.did(step, items)[0] for items in workshop.held.get(step.id, {}).values())


def mine(workshop: Workshop, participant: str) -> dict[str, Any]:
    """What a participant has handed in at steps that are not turned over yet, by step."""
    shown: dict[str, Any] = {}
    for step_id, held in workshop.held.items():
        step = workshop.agenda.step(step_id)
        if step is not None and step.kind == "capacity":
            shown[step_id] = capacity.mine(workshop, step, participant)
        elif step is not None and step.kind in MINE and participant in held:
            shown[step_id] = MINE[step.kind](step, held[participant])
    return shown


def facilitators(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `script`, `progress` and `hint`."""
    yield "script", _script(workshop)
    yield "progress", {one.id: _progress(workshop, one.id) for one in workshop.participants.values() if not one.removed}
    yield "hint", hint(workshop)


def _script(workshop: Workshop) -> dict[str, Any]:
    step, stage = workshop.step(), workshop.stage()
    path = [one for one in _walked(workshop) if not one.skipped or one.id == step.id]
    at = next(n for n, one in enumerate(path) if one.id == step.id)
    return {
        "say": step.say,
        "do": step.do,
        "watch": step.watch,
        "stuck": step.stuck,
        "number": 1 + next(n for n, one in enumerate(stage.steps) if one.id == step.id),
        "of": len(stage.steps),
        "next": _neighbour(workshop, path[at + 1]) if at + 1 < len(path) else None,
        "previous": _neighbour(workshop, path[at - 1]) if at else None,
    }


def _walked(workshop: Workshop) -> list[Step]:
    here = workshop.stage().id
    return [step for stage in workshop.agenda.stages if not stage.skipped or stage.id == here for step in stage.steps]


def _neighbour(workshop: Workshop, step: Step) -> dict[str, Any]:
    stage = workshop.agenda.stage_of(step.id)
    assert stage is not None
    return {"step": step.id, "title": step.title, "stage": stage.title, "minutes": step.minutes}


def _progress(workshop: Workshop, participant: str) -> dict[str, Any]:
    step = workshop.step()
    signals = sorted(workshop.held_of("signals", participant))
    if workshop.actor(participant).role not in SEATED or step.id in workshop.revealed:
        count, words = 0, ""
    elif step.kind in DID:
        count, words = DID[step.kind](step, workshop.held_of(step.id, participant))
    elif step.kind == "decide":
        count, words = _voted(workshop, participant)
    else:
        count, words = (1, "ready") if "ready" in signals else (0, "")
    return {"did": words, "count": int(count), "signals": signals}


def _voted(workshop: Workshop, participant: str) -> tuple[int, str]:
    decision = _here(workshop)
    if decision is None:
        return 0, ""
    standing = ballots_in(workshop, decision)
    own = [voter for voter in (*workshop.speaks_for(participant), participant) if voter in decision.current.voters]
    if not own:
        return 0, ""
    voted = sum(voter in standing for voter in own)
    return voted, "voted" if voted == len(own) else "nothing yet" if not voted else f"voted for {voted} of {len(own)}"


def hint(workshop: Workshop) -> dict[str, Any] | None:
    """The partner that has been silent longest, as words to say; None while nobody or everybody has been heard."""
    order = {stage.id: n for n, stage in enumerate(workshop.agenda.stages)}
    last: dict[str, Stage | None] = {one.partner: None for one in workshop.seated()}
    for partner, stage in _contributions(workshop):
        before = last.get(partner)
        if partner in last and (before is None or order[stage.id] > order[before.id]):
            last[partner] = stage
    heard = [order[stage.id] for stage in last.values() if stage is not None]
    if not heard:
        return None
    silent = min(last, key=lambda partner: _place(last[partner], order))
    if max(heard) - _place(last[silent], order) < 2:
        return None
    return _words(workshop, silent, last[silent])


def _place(stage: Stage | None, order: dict[str, int]) -> int:
    return order[stage.id] if stage is not None else -1


def _words(workshop: Workshop, partner: str, since: Stage | None) -> dict[str, Any]:
    name = workshop.partners[partner].name
    when = f"since {since.title}" if since is not None else "so far"
    return {
        "partner": partner,
        "title": f"{name} has not been heard",
        "words": f"Nothing from {name} {when}. You could ask: “What would {name} need from this?”",
    }


def _contributions(workshop: Workshop) -> Iterator[tuple[str, Stage]]:
    """Which partner has contributed in which stage: numbers of anonymous steps, texts, entries, answers in votes that are closed."""
    for step_id, heard in workshop.heard.items():
        stage = workshop.agenda.stage_of(step_id)
        if stage is not None:
            yield from ((partner, stage) for partner in heard)
    by_section = {stage.section: stage for stage in workshop.agenda.stages if stage.section}
    for section, text in workshop.plan.texts.items():
        yield from ((partner, by_section[section]) for partner, characters in text.heard.items() if partner and characters)
    for entry in workshop.plan.entries.values():
        stage = by_section.get(KINDS[entry.kind].section)
        if stage is not None and entry.partner:
            yield entry.partner, stage
    for decision in workshop.on_record():
        stage = by_section.get(decision.current.proposal.section)
        voted = {voter for one in decision.rounds if one.result is not None for voter in one.answered}
        if stage is not None:
            yield from ((voter if voter in workshop.partners else partner_of(workshop, voter), stage) for voter in voted)
