"""By what decision each passage of the plan was adopted, in one line (WORKPLAN.md, "The Markdown file", 4)."""

import re
from collections.abc import Sequence

from workshops.decisions.decision import Decision, Round
from workshops.decisions.policy import Unit
from workshops.decisions.words import name_of
from workshops.exports.page import day, typed
from workshops.plan.document import Plan
from workshops.plan.standing import Standing, standing_of_section
from workshops.state import Workshop
from workshops.steps.deciding.rounds import in_names

NOT_ADOPTED = "*Not adopted.*"
CHANGED = "*Changed since adopted.*"


def provenance(workshop: Workshop, section: str) -> str:
    """The line of a section; where its passages were decided apart, a line for each group of them, named before it."""
    plan = workshop.plan
    # A decision that is open changes nothing yet of what was adopted: none is looked at.
    standing = standing_of_section(plan, (), section)
    groups: dict[str, list[str]] = {}
    for passage, sha256 in plan.passages(section).items():
        groups.setdefault(_line(workshop, passage, sha256), []).append(_named(plan, passage))
    if not groups:
        return CHANGED if standing is Standing.CHANGED else NOT_ADOPTED
    whole = next(iter(groups)) if len(groups) == 1 else ""
    if standing is Standing.CHANGED:
        return CHANGED if whole in (CHANGED, NOT_ADOPTED) else "\n\n".join([CHANGED, *_apart(groups)])
    return whole or "\n\n".join(_apart(groups))


DECIDED = re.compile(r"(For (?:\[[A-Z]\d+\]|the text|, )+: )?\*((?:Adopted |Not adopted|Changed since )(?:[^*\\]|\\.)*)\*", re.DOTALL)
"""The source of such a line: for which passages, and what is said of them."""


def told_of(sources: Sequence[str]) -> int:
    """How many of the paragraphs at the start of a section say how it was decided; what people wrote comes after them."""
    found = [DECIDED.fullmatch(source) for source in sources]
    # Only the first speaks for all; whatever else does not say for what it speaks is a text that looks like it.
    return next((at for at, line in enumerate(found) if line is None or (at and not line[1])), len(found))


def decided_at(decided: Round) -> int:
    """When a round was closed (ms UTC); when it was opened, while it is open."""
    return decided.closed_at or decided.opened_at


def voters_in_words(decided: Round, count: int) -> str:
    """`partners` or `people`, whoever votes."""
    if decided.policy.unit is Unit.PERSON:
        return "person" if count == 1 else "people"
    return "partner" if count == 1 else "partners"


def _line(workshop: Workshop, passage: str, sha256: str) -> str:
    adoption = workshop.plan.adopted.get(passage)
    if adoption is None:
        return NOT_ADOPTED
    return _adopted(workshop, workshop.decisions[adoption.decision]) if adoption.sha256 == sha256 else CHANGED


def _adopted(workshop: Workshop, decision: Decision) -> str:
    decided = decision.current
    result = decided.result
    assert result is not None, "what adopted something has a result"
    voted = f"{result.voted} of {result.electorate} {voters_in_words(decided, result.electorate)} voted"
    said = typed(in_names(workshop, decided, result.sum))
    return f"*Adopted {day(decided_at(decided))} by {name_of(decided.policy)} (D{decision.number}): {said}; {voted}.*"


def _apart(groups: dict[str, list[str]]) -> list[str]:
    # "[G1]: …" at the start of a line could be read as the definition of a link, hence the word before it.
    return [f"For {', '.join(names)}: {line}" for line, names in groups.items()]


def _named(plan: Plan, passage: str) -> str:
    kind, _, name = passage.partition(":")
    return "the text" if kind == "text" else f"[{plan.entries[name].short}]"
