"""What must hold at the end: the scenario's expectations against the workshop that was played."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import UNSET

from facilitator.player.company import Company
from facilitator.player.scenario import Expect

RECORD = "\n## Decision record\n"


def check_expectations(company: Company, markdown: str, in_part: bool, sections: Collection[str]) -> None:
    """Note every difference in the company. `in_part`: only the stages of another agenda were played, with these sections."""
    expect = company.scenario.expect
    slices = company.facilitator.slices
    _compare_signatures(company, expect, slices.get("version"))
    _compare_adopted(company, expect, slices["plan"], sections if in_part else None)
    for difference in differences_of_text(expect, markdown):
        company.differences.append(difference)
    if not in_part:
        _compare_figures(company, expect, slices)


def differences_of_text(expect: Expect, markdown: str) -> list[str]:
    """Strings that the Markdown should hold, in this order, and strings that it should lack above its record."""
    differences, reached = [], 0
    for number, wanted in enumerate(expect.contains):
        found = markdown.find(wanted, reached)
        if found >= 0:
            reached = found + len(wanted)
        elif wanted in markdown:
            differences.append(f"expect.contains[{number}]: {wanted!r} stands in the Markdown, but before what it should follow")
        else:
            differences.append(f"expect.contains[{number}]: {wanted!r} does not stand in the Markdown")
    above = markdown.partition(RECORD)[0]
    for number, unwanted in enumerate(expect.lacks):
        if unwanted in above:
            differences.append(f"expect.lacks[{number}]: {unwanted!r} stands above the decision record")
    return differences


def signed_by(version: Mapping[str, Any] | None, partners: Mapping[str, str]) -> dict[str, set[str]]:
    """The partners, by local id, that signed, declined, or did neither."""
    local = {server: name for name, server in partners.items()}
    signatures = version["signatures"] if version else []
    signed = {local[one["partner"]] for one in signatures if one["choice"] != "decline"}
    declined = {local[one["partner"]] for one in signatures if one["choice"] == "decline"}
    return {"signed": signed, "declined": declined, "not_signed": set(partners) - signed - declined}


def _compare_signatures(company: Company, expect: Expect, version: Mapping[str, Any] | None) -> None:
    for name, found in signed_by(version, company.partners).items():
        _compare_sets(company, f"expect.{name}", getattr(expect, name), found)


def _compare_adopted(company: Company, expect: Expect, plan: Mapping[str, Any], sections: Collection[str] | None) -> None:
    adopted = {section["id"] for section in plan["sections"] if section["standing"] == "adopted"}
    expected = expect.adopted
    if expected is not UNSET and sections is not None:
        expected = [section for section in expected if section in sections]
    _compare_sets(company, "expect.adopted", expected, adopted)


def _compare_figures(company: Company, expect: Expect, slices: Mapping[str, Any]) -> None:
    decisions = sum(name.startswith("decision:") and not shown["practice"] for name, shown in slices.items())
    if expect.decisions is not UNSET and expect.decisions != decisions:
        company.differ("expect.decisions", expect.decisions, decisions)
    if expect.checks is not UNSET:
        missing = set(expect.checks) - set(slices["plan"]["codes"])
        if missing:
            company.differ("expect.checks", f"at least {_listed(set(expect.checks))}", f"no {_listed(missing)}")
    if expect.critical_path is not UNSET:
        local = {server: name for name, server in company.entries.items()}
        found = [local.get(entry, entry) for entry in slices["plan"].get("critical_path", [])]
        if found != expect.critical_path:
            company.differ("expect.critical_path", expect.critical_path, found)


def _compare_sets(company: Company, place: str, expected: Any, found: set[str]) -> None:
    if expected is not UNSET and set(expected) != found:
        company.differ(place, _listed(set(expected)), _listed(found))


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"
