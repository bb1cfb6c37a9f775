"""Sign-off as it is played: the plan is frozen, each signer signs that version, the facilitator closes the signing."""

from __future__ import annotations

from typing import Any

from facilitator.player.client import Person
from facilitator.player.company import Company
from facilitator.player.scenario import Signing


def play_signing(company: Company) -> None:
    """Freeze, sign as the scenario lists it, seal. A scenario in which nobody signs leaves a draft."""
    if not company.scenario.sign:
        return
    facilitator = company.facilitator
    _go_to_signing(facilitator)
    facilitator.send("freeze")
    for signing in company.scenario.sign:
        _sign(company, signing)
    signed = len(company.scenario.sign)
    facilitator.wait(lambda slices: len(slices.get("version", {}).get("signatures", ())) >= signed, "all signatures")
    if facilitator.slices["version"]["status"] != "sealed":
        facilitator.send("seal")
        facilitator.wait(lambda slices: slices["version"]["status"] == "sealed", "the version to be sealed")


def _go_to_signing(facilitator: Person) -> None:
    steps = [step for stage in facilitator.slices["path"]["stages"] for step in stage["steps"] if step["kind"] == "sign"]
    if steps and facilitator.slices["place"]["step"] != steps[-1]["id"]:
        facilitator.send("go_to", step=steps[-1]["id"])


def _sign(company: Company, signing: Signing) -> None:
    person = company.people[signing.by]
    version: dict[str, Any] = person.wait(lambda slices: slices.get("version"), "the version to sign")
    person.send(
        "sign",
        version=version["number"],
        sha256=version["sha256"],
        partner=company.partners[company.partner_of(signing.by)],
        name=person.name,
        choice=signing.choice,
        reason=signing.reason,
    )
