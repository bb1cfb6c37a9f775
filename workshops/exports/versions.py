"""How a text came about: who wrote in it, and how it read each time it was proposed."""

from collections.abc import Iterator
from typing import Any

from workshops.decisions.changes import changes_between
from workshops.decisions.decision import Decision, Round
from workshops.prose.html import as_html
from workshops.prose.markdown import words
from workshops.state import Workshop


def versions_of(workshop: Workshop, section: str) -> dict[str, Any]:
    """The history of a section's text, oldest first (docs/interface.md, "The history of a text")."""
    before, versions = "", []
    for decision, asked in _proposals(workshop, section):
        text = asked.proposal.text
        versions.append(_version(decision, asked) | {"html": as_html(text), "changes": _changes(before, text)})
        before = text
    now = workshop.plan.texts.get(section)
    text = now.content if now is not None else ""
    return {
        "section": section,
        "wrote": [partner.id for partner in workshop.partners.values() if now is not None and now.heard.get(partner.id)],
        "versions": versions,
        "now": {"html": as_html(text), "changes": _changes(before, text)},
    }


def _proposals(workshop: Workshop, section: str) -> Iterator[tuple[Decision, Round]]:
    """Every round that asked about this text, by the time at which it was opened."""
    asked = [
        (decision, one)
        for decision in workshop.on_record()
        for one in decision.rounds
        if one.proposal.section == section and f"text:{section}" in one.proposal.passages
    ]
    yield from sorted(asked, key=lambda pair: pair[1].opened_at)


def _version(decision: Decision, asked: Round) -> dict[str, Any]:
    return {
        "decision": decision.id,
        "number": decision.number,
        "round": asked.number,
        "at": asked.opened_at,
        "carried": asked.result.carried if asked.result is not None else None,
    }


def _changes(before: str, now: str) -> list[list[str]]:
    return [list(change) for change in changes_between(words(before), words(now))] if before else []
