"""What was answered in a closed round, for the record: by name, or, where it was secret, nobody's in particular."""

from collections.abc import Callable, Iterator, Sequence

from workshops.decisions.ballot import Ballot, Form, chosen_in_words, in_numbers
from workshops.decisions.decision import Round
from workshops.decisions.order import in_line
from workshops.decisions.rules import choices_of, chooses, form_of, options_row
from workshops.exports.page import item, labelled, listed, passage, table, typed
from workshops.state import Workshop


def answer_parts(workshop: Workshop, closed: Round) -> list[str]:
    """The figures where options were chosen among, then the answers, then the decider's word."""
    parts = [*_figures(closed), *(_secret(workshop, closed) if closed.is_secret else _named(workshop, closed))]
    if closed.ruling is not None:
        name, said = typed(workshop.name(closed.ruling.by)), "for it" if closed.ruling.yes else "against it"
        aloud = " (said aloud, recorded by the facilitator)" if closed.ruling.recorded else ""
        parts.append(f"{name} decided {said}{aloud}: {passage(closed.ruling.reason)}")
    return parts


def _named(workshop: Workshop, closed: Round) -> Iterator[str]:
    yield listed(_answer(workshop, closed, voter) for voter in closed.voters)


def _answer(workshop: Workshop, closed: Round, voter: str) -> str:
    name = _voter(workshop, closed, voter)
    ballot = closed.ballots.get(voter)
    if ballot is None:
        return item(f"{name} did not vote")
    aloud = " (said aloud, recorded by the facilitator)" if ballot.recorded else ""
    return item(f"{name} {_said(closed, ballot)}{aloud}", _beside(ballot, closed.met.get(voter, "")))


def _voter(workshop: Workshop, closed: Round, voter: str) -> str:
    """`**Borough Council:**`, and whether it was admitted after the opening."""
    late = " (admitted after the opening)" if voter in closed.admitted else ""
    return f"**{typed(workshop.voter_name(voter))}**{late}:"


def _secret(workshop: Workshop, closed: Round) -> Iterator[str]:
    """Who voted; then the ballots, and apart from them what was written beside them, each in an order that tells nothing."""
    silent = [voter for voter in closed.voters if voter not in closed.voted]
    yield f"Secret ballots. {len(closed.voted)} of {len(closed.voters)} voted: {_names(workshop, closed.voted) or 'nobody'}."
    if silent:
        yield f"Did not vote: {_names(workshop, silent)}."
    if closed.admitted:
        yield f"Admitted after the opening: {_names(workshop, closed.admitted)}."
    if closed.unnamed:
        yield listed(item(_said(closed, ballot)) for ballot in closed.unnamed)
    if closed.reasons:
        yield "Written beside them:"
        yield listed(
            item(
                labelled(_said(closed, ballot).capitalize() if ballot.choice else "Reason", passage(ballot.reason) or "no reason"),
                _beside(Ballot(proposes=ballot.proposes), closed.met.get(f"r{n}", "")),
            )
            for n, ballot in enumerate(closed.reasons, 1)
        )


def _names(workshop: Workshop, voters: Sequence[str]) -> str:
    return ", ".join(typed(workshop.voter_name(voter)) for voter in voters)


def _beside(ballot: Ballot, met: str) -> list[str]:
    said = (("Reason", ballot.reason), ("Proposed change", ballot.proposes), ("How it was met", met))
    return [item(labelled(label, passage(words))) for label, words in said if words]


def _said(closed: Round, ballot: Ballot) -> str:
    """What a ballot says, escaped: `consent`, `Meals 3, Surplus 2`."""
    form = form_of(closed.policy)
    if form is Form.ANSWER:
        return next((one.spoken for one in choices_of(closed.policy) if one.choice == ballot.choice), typed(ballot.choice))
    return typed(chosen_in_words(form, closed.policy.options, ballot))


def _figures(closed: Round) -> Iterator[str]:
    result = closed.result
    if result is None or not chooses(closed.policy) or not result.voted or not result.order:
        return
    order = in_line(result.order)
    place = {option: str(number) for number, group in enumerate(result.order, 1) for option in group}
    columns: list[tuple[str, Callable[[str], str]]] = [
        ("Place", place.__getitem__),
        ("Option", typed),
        (options_row(closed.policy).counts.capitalize(), lambda option: str(result.figures[option])),
    ]
    if result.scored:
        columns += [("From", lambda option: str(result.scored[option])), ("Mean", lambda option: result.mean(option) or "")]
    yield table([title for title, _ in columns], ([told(option) for _, told in columns] for option in order))
    for number, one in enumerate(result.eliminations, 1):
        counted = typed(in_numbers(closed.policy.options, one.counts)) or "nothing"
        out = f"; out: {typed(', '.join(one.eliminated))}" if one.eliminated else "; the last are tied" if one.stuck else ""
        yield f"Count {number}: {counted}; exhausted {one.exhausted}{out}."
    if result.pairwise:
        rows = ([typed(option), *("" if option == other else str(result.pairwise[option][other]) for other in order)] for option in order)
        yield table(["Preferred to", *(typed(option) for option in order)], rows)
