"""Where the plan is offered, every link gives a file."""

import json
import re
from html import unescape

from facilitator.takeaway import FORMATS
from tests.web.site import Site, Visitor


def offered(page: str, workshop: str) -> list[str]:
    """The addresses of the plan's files in a page."""
    return re.findall(rf'href="(/api/workshops/{workshop}/[^"]+)" download', page)


def all_there(visitor: Visitor, addresses: list[str]) -> bool:
    """Does each give a file of the type that it says?"""
    answers = {address: visitor.get(address) for address in addresses}
    return all(
        answer.status_code == 200 and answer.data and answer.mimetype == FORMATS[address.rsplit("/", 1)[1]].mimetype
        for address, answer in answers.items()
    )


def test_the_home_page_and_the_plan_offer_every_format(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    for page in ("/", f"/w/{workshop}/plan"):
        found = offered(leads.get(page).text, workshop)
        assert {address.rsplit("/", 1)[1] for address in found} == {*FORMATS} - {"bundle.zip"}
        assert all_there(leads, found)


def test_the_room_is_told_of_every_format(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    told = re.search(r'data-formats="([^"]*)"', leads.get(f"/w/{workshop}/console").text)
    assert told
    assert [one["name"] for one in json.loads(unescape(told[1]))] == [*FORMATS]
