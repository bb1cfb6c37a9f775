"""The dependency map and the timeline as Mermaid source, which common viewers of Markdown draw.

Nothing typed can become syntax: whatever is not plainly a letter, a digit or a harmless sign is written by its number (`#59;`), which
Mermaid turns back when it has read the whole. Lines begin with our own words or a short id, never with what somebody typed.
"""

import re
from collections.abc import Iterable, Iterator

from workshops.plan.document import Entry, Plan
from workshops.prose.signs import legible

MOST_SIGNS = 60
"""Of a title in a figure; it stands in full in the plan."""
_HARMFUL = re.compile(r"[^\w ,.'()/–\-’“”+]|[_\U00010000-\U0010ffff]")


def fenced(lines: Iterable[str]) -> str:
    """The lines as a block of code that says in which language it is."""
    return "\n".join(["```mermaid", *lines, "```"])


def dependency_map(plan: Plan, partners: dict[str, str], critical: Iterable[str]) -> Iterator[str]:
    """A flowchart: an arrow from each activity to what waits for it; what cannot slip has a thick edge."""
    those = plan.of_kind("activity")
    short = {entry.id: entry.short for entry in those}
    yield "flowchart LR"
    for entry in those:
        lead = legible(partners.get(entry.fields.get("lead") or "", ""))
        yield f'  {entry.short}["{_label(" · ".join(part for part in (f"{entry.short} {_title(entry)}", lead) if part))}"]'
    for entry in those:
        yield from (f"  {short[other]} --> {entry.short}" for other in entry.fields.get("depends_on") or () if other in short)
    thick = [short[one] for one in critical if one in short]
    if thick:
        yield "  classDef critical stroke-width:4px"
        yield f"  class {','.join(thick)} critical"


def timeline(plan: Plan, partners: dict[str, str], critical: Iterable[str]) -> Iterator[str]:
    """A Gantt chart: the activities that have both dates, by lead; the checkpoints, and the date of re-alignment."""
    key = set(critical)
    dated = [entry for entry in plan.of_kind("activity") if entry.fields.get("start") and entry.fields.get("due")]
    yield "gantt"
    yield "  dateFormat YYYY-MM-DD"
    yield "  axisFormat %Y-%m"
    yield "  inclusiveEndDates"
    for lead in dict.fromkeys(entry.fields.get("lead") or "" for entry in dated):
        yield f"  section {_label(legible(partners.get(lead, 'Without a lead')))}"
        for entry in dated:
            if (entry.fields.get("lead") or "") == lead:
                mark = "crit, " if entry.id in key else ""
                name = _label(f"{entry.short} {_title(entry)}")
                yield f"  {name} :{mark}{entry.short}, {entry.fields['start']}, {max(entry.fields['start'], entry.fields['due'])}"
    marks = [entry for kind in ("checkpoint", "realignment") for entry in plan.of_kind(kind) if entry.fields.get("date")]
    if marks:
        yield "  section When we meet"
        for entry in marks:
            words = "Checkpoint" if entry.kind == "checkpoint" else "Re-alignment"
            yield f"  {entry.short} {words} :milestone, {entry.short}, {entry.fields['date']}, 0d"


def _title(entry: Entry) -> str:
    title = " ".join(legible(entry.titled()).split())
    return title if len(title) <= MOST_SIGNS else f"{title[: MOST_SIGNS - 1]}…"


def _label(words: str) -> str:
    return _HARMFUL.sub(lambda found: f"#{ord(found[0])};", words)
