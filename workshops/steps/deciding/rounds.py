"""What people see of a closed round: its sum, the picture that belongs to its rule, and what was said beside the answers."""

from typing import Any

from workshops.decisions.ballot import Ballot, Choice, chosen_in_words, in_full
from workshops.decisions.changes import changes_between
from workshops.decisions.decision import Decision, Round
from workshops.decisions.irv import Elimination
from workshops.decisions.order import in_line
from workshops.decisions.policy import Unit, as_written
from workshops.decisions.result import Result, Ruling
from workshops.decisions.row import DECIDER
from workshops.decisions.rules import choices_of, chooses, form_of, is_ruled, options_row
from workshops.prose.html import as_html
from workshops.prose.markdown import words
from workshops.state import Workshop


def round_slice(workshop: Workshop, decision: Decision, closed: Round) -> dict[str, Any]:
    """A closed round as everybody sees it (docs/interface.md, "A closed round")."""
    result = closed.result
    assert result is not None, "an open round has no result to show"
    return {
        "round": closed.number,
        "policy": as_written(closed.policy),
        "carried": result.carried,
        "sum": in_names(workshop, closed, result.sum),
        "sentence": in_names(workshop, closed, result.sentence),
        "markdown": closed.proposal.markdown,
        "html": as_html(closed.proposal.markdown),
        "changes": changes_before(decision, closed),
        "until": closed.until,
        "runoff": closed.runoff,
        "voted": result.voted,
        "electorate": result.electorate,
        "ruling": ruling_slice(workshop, closed.ruling),
        "ballots": ballots_shown(workshop, closed),
        "answers": _answers(workshop, closed, result),
        "bars": _bars(closed, result),
        "counts": options_row(closed.policy).counts if chooses(closed.policy) else "",
        "winners": list(result.winners),
        "tied": list(result.tied),
        "order": [list(group) for group in result.order],
        "matrix": result.pairwise or None,
        "eliminations": [_elimination(closed, one) for one in result.eliminations],
        "objections": [_objection(workshop, closed, who, ballot) for who, ballot in closed.objections().items()],
        "reasons": [_reason(closed, ballot) for ballot in closed.reasons],
        "names": [workshop.voter_name(voter) for voter in closed.voted],
    }


def in_names(workshop: Workshop, shown: Round, told: str) -> str:
    """A sentence of the log with the name of whoever decides in it: the log itself holds no names."""
    return told.replace(DECIDER, workshop.name(shown.policy.decider)) if is_ruled(shown.policy) else told


def changes_before(decision: Decision, shown: Round) -> list[list[str]]:
    """How the words of a round differ from those of the round before it."""
    if shown.number == 1:
        return []
    before = decision.rounds[shown.number - 2].proposal.markdown
    return changes_slice(before, shown.proposal.markdown)


def changes_slice(before: str, now: str) -> list[list[str]]:
    """The differences of two texts as slices carry them."""
    return [list(change) for change in changes_between(words(before), words(now))]


def ruling_slice(workshop: Workshop, ruling: Ruling | None) -> dict[str, Any] | None:
    """The decider's word, with the name."""
    if ruling is None:
        return None
    return {"name": workshop.name(ruling.by), "yes": ruling.yes, "reason": ruling.reason, "recorded": ruling.recorded}


def ballots_shown(workshop: Workshop, shown: Round) -> list[dict[str, Any]]:
    """Everybody's answer by name; none of a secret round, ever."""
    return [_ballot(workshop, shown, voter, shown.ballots[voter]) for voter in shown.voters if voter in shown.ballots]


def _ballot(workshop: Workshop, shown: Round, voter: str, ballot: Ballot) -> dict[str, Any]:
    return (
        in_full(ballot) | {"voter": voter, "name": workshop.voter_name(voter), "met": shown.met.get(voter, "")} | _labelled(shown, ballot)
    )


def _labelled(shown: Round, ballot: Ballot) -> dict[str, str]:
    choice = next((one for one in choices_of(shown.policy) if one.choice == ballot.choice), None)
    if choice is not None:
        return {"label": choice.label, "tone": choice.tone}
    return {"label": chosen_in_words(form_of(shown.policy), shown.policy.options, ballot), "tone": ""}


def _answers(workshop: Workshop, closed: Round, result: Result) -> list[dict[str, Any]]:
    """How often each answer was given; nothing of a secret round whose few ballots were not counted, not even noughts."""
    if closed.is_secret and not closed.unnamed:
        return []
    return [_answer(workshop, closed, result, choice) for choice in choices_of(closed.policy)]


def _answer(workshop: Workshop, closed: Round, result: Result, choice: Choice) -> dict[str, Any]:
    return {
        "choice": choice.choice,
        "label": choice.label,
        "tone": choice.tone,
        "n": result.tally.get(choice.choice, 0),
        "told": choice.shown((result.weighed or result.tally).get(choice.choice, 0)),
        "weight": result.weighed.get(choice.choice, 0) if closed.policy.unit is Unit.WEIGHTED else None,
        "who": [workshop.voter_name(voter) for voter in closed.voters if _chose(closed, voter, choice)],
    }


def _chose(closed: Round, voter: str, choice: Choice) -> bool:
    ballot = closed.ballots.get(voter)
    return ballot is not None and ballot.choice == choice.choice


def _bars(closed: Round, result: Result) -> list[dict[str, Any]]:
    # Where a count is stuck, it is its last options that nobody can tell apart.
    stuck = result.eliminations and result.eliminations[-1].stuck
    level = result.eliminations[-1].last() if stuck else result.tied
    return [
        {
            "option": option,
            "n": result.figures[option],
            "heads": result.tally.get(option, 0) if closed.policy.unit is Unit.WEIGHTED and result.tally else None,
            "scored": result.scored.get(option),
            "mean": result.mean(option),
            "taken": option in result.winners,
            "tied": option in level,
        }
        for option in in_line(result.order)
    ]


def _elimination(closed: Round, one: Elimination) -> dict[str, Any]:
    # By the order on the ballot: that of the counts is another one once they have been read from the log.
    standing = [option for option in closed.policy.options if option in one.counts]
    return {
        "counts": [[option, one.counts[option]] for option in sorted(standing, key=lambda option: -one.counts[option])],
        "exhausted": one.exhausted,
        "eliminated": list(one.eliminated),
        "stuck": one.stuck,
    }


def _objection(workshop: Workshop, closed: Round, who: str, ballot: Ballot) -> dict[str, Any]:
    name = "" if closed.is_secret else workshop.voter_name(who)
    said = {"voter": who, "name": name, "reason": ballot.reason, "proposes": ballot.proposes, "met": closed.met.get(who, "")}
    return said | _labelled(closed, ballot)


def _reason(closed: Round, ballot: Ballot) -> dict[str, Any]:
    said = {"reason": ballot.reason, "proposes": ballot.proposes}
    # Beside a ranking or points it stands alone.
    return said | (_labelled(closed, ballot) if ballot.choice else {"label": "", "tone": ""})
