"""Over HTTP: a partner's page, the figures, and what a delay pushes back; and nothing of it for strangers."""

import xml.etree.ElementTree as ET

import pytest

from tests.web.site import Site, Visitor


@pytest.fixture
def led(site: Site) -> tuple[Site, Visitor, str]:
    """A workshop in the whole agenda with two activities, of which one waits for the other."""
    leads = site.facilitator()
    asked = {
        "title": "The work", "partnership": "Harbour", "agenda": "full", "partners": ["Kitchen", "Council"],
        "starting_policy": {"rule": "consent"},
    }  # fmt: skip
    workshop = leads.client.post("/api/workshops", json=asked).json["workshop"]
    leads.command(workshop, "open_doors")
    first = {"title": "Store <b>", "lead": "o1", "start": "2027-01-01", "due": "2027-01-31", "effort_days": 5}
    made = leads.command(workshop, "add_entry", kind="activity", fields=first)["made"]
    second = {"title": "Meals", "lead": "o2", "start": "2027-02-01", "due": "2027-02-20", "depends_on": [made]}
    assert leads.command(workshop, "add_entry", kind="activity", fields=second)["ok"]
    leads.command(workshop, "add_entry", kind="role", fields={"title": "Chair"})
    leads.command(workshop, "add_entry", kind="resolution_step", fields={"what": "We talk"})
    return site, leads, workshop


def test_each_partner_has_a_page_that_everybody_in_the_workshop_may_read(led: tuple[Site, Visitor, str]) -> None:
    site, leads, workshop = led
    page = leads.get(f"/w/{workshop}/partners/o1").text
    assert "Store &lt;b&gt;" in page
    assert "Who waits for" in page
    assert leads.get(f"/w/{workshop}/partners/o9").status_code == 404
    assert "Store" not in site.visitor().get(f"/w/{workshop}/partners/o1").text


@pytest.mark.parametrize("name", ["dependencies", "timeline", "load", "tree", "ladder"])
def test_every_figure_is_there_for_those_who_have_a_seat(led: tuple[Site, Visitor, str], name: str) -> None:
    site, leads, workshop = led
    answer = leads.get(f"/api/workshops/{workshop}/figures/{name}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert ET.fromstring(answer.text).get("role") == "img"
    assert site.visitor().get(f"/api/workshops/{workshop}/figures/{name}.svg").status_code == 403
    assert leads.get(f"/api/workshops/{workshop}/figures/secrets.svg").status_code == 404


def test_a_delay_is_told_in_a_sentence(led: tuple[Site, Visitor, str]) -> None:
    site, leads, workshop = led
    address = f"/api/workshops/{workshop}/delay"
    answer = leads.get(f"{address}?entry=e1&days=21").json
    assert answer["sentence"] == "A1 would push back A2, felt by Council."
    assert [(one["short"], one["days"]) for one in answer["pushed"]] == [("A1", 21), ("A2", 21)]
    for asked in ("entry=e1&days=0", "entry=e1&days=x", "entry=e9&days=3", ""):
        assert leads.get(f"{address}?{asked}").status_code == 422
    assert site.visitor().get(f"{address}?entry=e1&days=21").status_code == 403
