"""The sums of what a plan leaves as, on standard output: run by test_same_bytes.py, each time in other surroundings."""

import hashlib
import json
import sys

from facilitator.paper import as_pdf
from tests.domain.full_plan import plan_saying
from tests.domain.test_markdown_export import signed
from workshops.exports.calendar import calendar
from workshops.exports.lists import decisions_csv, entries_csv
from workshops.exports.markdown import write
from workshops.exports.plan_json import to_json

WORDS = 'İstanbul, straße, 1 000,5 €, "x" <b>, שלום, 漢字, é e\u0301'

sums: dict[str, str] = {}
for plan, workshop in (("full", plan_saying(WORDS)), ("signed", signed().workshop)):
    markdown = write(workshop)
    for name, content in {
        "workplan.md": markdown,
        "workplan.json": json.dumps(to_json(workshop), ensure_ascii=False).encode(),
        "workplan.pdf": as_pdf(workshop, markdown)(),
        "activities.csv": entries_csv(workshop, "activity"),
        "decisions.csv": decisions_csv(workshop),
        "calendar.ics": calendar(workshop),
    }.items():
        sums[f"{plan}, {name}"] = hashlib.sha256(content).hexdigest()
sys.stdout.write(json.dumps(sums))
