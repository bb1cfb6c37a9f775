"""Ballot boxes: where secret ballots lie while their round is open, beside the log and apart from everything else.

A box is made when the round opens, with one row for every voter, and destroyed when it closes; what the log then gets is
shuffled and without voters. Options are written as numbers, so that all rows fit into one fixed length, and where their order
means nothing they stand in the order of the list: which was ticked first could be told again by whoever ticked it.
"""

from collections.abc import Iterable
from typing import Any

from msgspec import structs

from workshops.decisions.ballot import Ballot
from workshops.decisions.decision import Decision, Round, Status
from workshops.decisions.votes import Votes, secret_votes
from workshops.moment import Moment
from workshops.state import Workshop
from workshops.verbs import BOX, Aside


def box_of(decision: str, number: int) -> str:
    """The name of the box of a round: `d4:1`."""
    return f"{decision}:{number}"


def made(decision: str, number: int, voters: Iterable[str], moment: Moment) -> Aside:
    """A new box with a blank ballot for each voter, under a key that nobody can guess."""
    box = box_of(decision, number)
    return Aside(BOX, (box,), {"voters": list(voters), "key": moment.token(f"box:{box}", 32)})


def put(decision: Decision, voter: str, ballot: Ballot) -> Aside:
    """A voter's ballot, in place of what lay there."""
    return Aside(BOX, (box_of(decision.id, decision.current.number), voter), _numbered(decision.current.policy.options, ballot))


def destroyed(decision: Decision) -> Aside:
    """The box is gone, with all that lay in it."""
    return Aside(BOX, (box_of(decision.id, decision.current.number),))


def with_box(workshop: Workshop, key: tuple[str, ...], row: Any) -> Workshop:
    """The workshop with a row of a box taken in. What belongs to a round that is not open is left out."""
    box, voter = key[0], key[1] if len(key) > 1 else ""
    others = {name: ballots for name, ballots in workshop.boxes.items() if name != box}
    open_round = _open_round(workshop, box)
    if open_round is None or (not voter and row is None):
        return structs.replace(workshop, boxes=others)
    ballots = workshop.boxes.get(box, {})
    if voter and row is not None:
        ballots = ballots | {voter: _named(open_round.policy.options, row)}
    return structs.replace(workshop, boxes=others | {box: ballots})


def left_over(workshop: Workshop, asides: Iterable[Aside]) -> list[Aside]:
    """What destroys the boxes among these asides whose round is not open any more: a crash came between the two."""
    boxes = {aside.key[0] for aside in asides if aside.shelf == BOX}
    return [Aside(BOX, (box,)) for box in sorted(boxes) if _open_round(workshop, box) is None]


def _open_round(workshop: Workshop, box: str) -> Round | None:
    name, _, number = box.partition(":")
    decision = workshop.decisions.get(name)
    if decision is None or decision.status is not Status.OPEN or str(decision.current.number) != number:
        return None
    return decision.current


def ballots_in(workshop: Workshop, decision: Decision) -> dict[str, Ballot]:
    """The standing ballots of the newest round by voter, wherever they lie. For the domain alone; who sees what is decided elsewhere."""
    now = decision.current
    return workshop.boxes.get(box_of(decision.id, now.number), {}) if now.is_secret and now.result is None else now.ballots


def votes_so_far(workshop: Workshop, decision: Decision) -> Votes:
    """The votes of an open round as they stand; of a secret one only how many there are."""
    now = decision.current
    if now.is_secret:
        return secret_votes([Ballot()] * len(ballots_in(workshop, decision)), len(now.voters))
    return now.votes()


def _numbered(options: tuple[str, ...], ballot: Ballot) -> dict[str, Any]:
    number = {option: n for n, option in enumerate(options)}
    return {
        "choice": number.get(ballot.choice, ballot.choice) if options else ballot.choice,
        "approve": sorted(number[option] for option in ballot.approve),
        "scores": sorted([number[option], points] for option, points in ballot.scores.items()),
        "dots": sorted([number[option], dots] for option, dots in ballot.dots.items()),
        "ranking": [sorted(number[option] for option in group) for group in ballot.ranking],
        "reason": ballot.reason,
        "proposes": ballot.proposes,
    }


def _named(options: tuple[str, ...], row: dict[str, Any]) -> Ballot:
    choice = row["choice"]
    return Ballot(
        choice=options[choice] if isinstance(choice, int) else choice,
        reason=row["reason"],
        proposes=row["proposes"],
        approve=tuple(options[n] for n in row["approve"]),
        scores={options[n]: points for n, points in row["scores"]},
        dots={options[n]: dots for n, dots in row["dots"]},
        ranking=tuple(tuple(options[n] for n in group) for group in row["ranking"]),
    )
