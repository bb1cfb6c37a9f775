"""Activities, outcomes and decisions as CSV (RFC 4180), for a spreadsheet: one line each, in the order of the document.

A cell that a spreadsheet would take for a formula begins with an apostrophe, which it shows as words.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from workshops.decisions.words import KINDS as KINDS_OF_DECISION
from workshops.decisions.words import name_of
from workshops.exports.provenance import decided_at
from workshops.plan.kinds import KINDS
from workshops.plan.spoken import spoken_value
from workshops.prose.signs import legible
from workshops.state import Workshop
from workshops.steps.deciding.rounds import in_names

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""Signs with which some spreadsheet begins to calculate, or to start a program."""


def entries_csv(workshop: Workshop, kind: str) -> bytes:
    """All live entries of a kind, with a column for each field."""
    fields = KINDS[kind].fields
    names = workshop.partner_names()
    rows = (
        [entry.short, *(spoken_value(field, entry.fields.get(field.name), workshop.plan, names) for field in fields)]
        for entry in workshop.plan.of_kind(kind)
    )
    return _written(["Number", *(field.label for field in fields)], rows)


def decisions_csv(workshop: Workshop) -> bytes:
    """All decisions on the record."""
    columns = [
        "Number",
        "About",
        "Kind",
        "Rule",
        "Status",
        "Round",
        "Date (UTC)",
        "Result",
        "Voted",
        "Could vote",
        "SHA-256 of what was proposed",
    ]
    return _written(columns, _decisions(workshop))


def _decisions(workshop: Workshop) -> Iterator[list[str]]:
    for decision in workshop.on_record():
        one = decision.current
        result = one.result
        yield [
            f"D{decision.number}",
            one.proposal.title,
            KINDS_OF_DECISION.get(decision.applies_to, decision.applies_to),
            name_of(one.policy),
            str(decision.status.value),
            str(one.number),
            datetime.fromtimestamp(decided_at(one) / 1000, UTC).strftime("%Y-%m-%d %H:%M"),
            in_names(workshop, one, result.sentence) if result is not None else "",
            str(result.voted) if result is not None else "",
            str(result.electorate) if result is not None else "",
            one.proposal.sha256,
        ]


def _written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([_defused(cell) for cell in row] for row in rows)
    # With the mark by which spreadsheets know UTF-8.
    return "\ufeff".encode() + written.getvalue().encode()


def _defused(cell: str) -> str:
    words = legible(cell)
    return f"'{words}" if words.lstrip().startswith(FORMULA) or words.startswith(FORMULA) else words
