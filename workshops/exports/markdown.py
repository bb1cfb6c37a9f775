"""The Markdown file: the agreement itself. The same workshop gives the same bytes, on every machine, in every locale.

Order is the document's; the time in it is that of the last event, never of the export. A frozen version is given out in the
very bytes that were frozen, and the sign-off list follows them.
"""

from itertools import chain, groupby

from workshops.exports.page import FIRST_LINE, document, heading, item, labelled, listed, second, table, typed
from workshops.exports.record import record_parts
from workshops.exports.sections import partner_parts, section_parts
from workshops.exports.signoff import signoff_parts
from workshops.exports.timing import timing_parts
from workshops.plan.sections import Section, in_document_order
from workshops.state import Workshop
from workshops.steps.review import check
from workshops.steps.sign import next_version


def write(workshop: Workshop) -> bytes:
    """The file as it stands: the working draft, or the frozen version with its sign-off list."""
    version = workshop.version
    if version is None:
        return _text(workshop, "draft", "in the making, not frozen for signing")
    return version.markdown.encode() + document(signoff_parts(workshop, version))


def write_for_signing(workshop: Workshop) -> bytes:
    """The bytes that a freeze keeps, and that every signature names by their SHA-256."""
    return _text(workshop, next_version(workshop), "frozen for signing; who has signed stands at the end")


def _text(workshop: Workshop, version: str, status: str) -> bytes:
    sections = [section for section in in_document_order(workshop.agenda.sections()) if section.id != "partners"]
    return document(
        [
            FIRST_LINE,
            heading(1, typed(workshop.title) or "Workplan"),
            table(["This workplan", ""], _facts(workshop, version, status)),
            *partner_parts(workshop),
            *chain.from_iterable(_section(workshop, section) for section in sections),
            *_check_parts(workshop),
            *record_parts(workshop),
        ]
    )


def _section(workshop: Workshop, section: Section) -> list[str]:
    # The figures stand right after what they draw.
    return [*section_parts(workshop, section), *(timing_parts(workshop) if section.id == "activities" else [])]


def _facts(workshop: Workshop, version: str, status: str) -> list[tuple[str, str]]:
    partners = "; ".join(typed(partner.name) for partner in workshop.present_partners())
    facts = [
        ("Partnership", typed(workshop.partnership)),
        ("Version", version),
        ("Status", status),
        ("Horizon", _horizon(workshop)),
        ("Partners", partners),
        ("Re-alignment", _realignment(workshop)),
        ("Prepared at", second(workshop.moved_at)),
    ]
    return [(label, words or "not set") for label, words in facts]


def _horizon(workshop: Workshop) -> str:
    spans = [entry.fields for entry in workshop.plan.of_kind("horizon")]
    told = (f"{typed(span.get('from') or 'not set')} to {typed(span.get('to') or 'not set')}" for span in spans)
    return "; ".join(told)


def _realignment(workshop: Workshop) -> str:
    return "; ".join(typed(entry.fields.get("date") or "") for entry in workshop.plan.of_kind("realignment"))


def _check_parts(workshop: Workshop) -> list[str]:
    found = check(workshop)
    if not found:
        return [heading(2, "Plan check"), "Nothing is open."]
    order = list(dict.fromkeys(finding.quality for finding in found))
    grouped = groupby(sorted(found, key=lambda finding: order.index(finding.quality)), lambda finding: finding.quality)
    items = [item(labelled(quality.capitalize(), typed(finding.message))) for quality, some in grouped for finding in some]
    return [heading(2, "Plan check"), listed(items)]
