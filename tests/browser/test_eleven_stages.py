"""The whole agenda, from arriving to signing, walked with the keyboard alone: every kind of entry is put in on a phone, every step is
looked at with axe, on the phone and in the console, and nothing runs out of a screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_accessible, widths
from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.keys import Keyboard
from tests.browser.people import Facilitator, Participant
from workshops.agenda import Step
from workshops.plan.kinds import KINDS
from workshops.stores.agendas import shipped

FULL = shipped()["full"]
DIALOG = 40
"""No form takes more presses of the Tab key than this."""
FIELD = """() => {
  const field = document.activeElement;
  if (!field?.closest('dialog, [role=dialog]')) return null;
  return { tag: field.tagName, type: field.type ?? '', empty: !field.value, words: field.textContent.trim() };
}"""


@pytest.fixture
def facilitator(house: House, devices: Devices) -> Facilitator:
    """Somebody with the whole agenda before them, doors open."""
    devices.forgive(test_accessible.OWN_DOING)
    found = Facilitator(devices.laptop(), "Jo D.")
    found.make_account(house.start_link)
    found.make_workshop("Harbour plan", "Harbour partners", ["Anglers", "Sailors"], agenda="full")
    found.open_doors()
    return found


@pytest.fixture
def maria(facilitator: Facilitator, devices: Devices) -> Participant:
    """Who speaks for a partner, on a phone."""
    found = Participant(devices.phone(), "Maria A.")
    found.join(facilitator.code, partner="Anglers", speaks=True)
    facilitator.confirm("Maria A.")
    return found


@pytest.fixture
def ben(facilitator: Facilitator, devices: Devices) -> Participant:
    """Who only looks on, on a phone that changes its size."""
    found = Participant(devices.phone(), "Ben S.")
    found.join(facilitator.code, partner="Sailors")
    return found


def test_every_stage_with_the_keyboard_alone(facilitator: Facilitator, maria: Participant, ben: Participant) -> None:
    desk, seat = Keyboard(facilitator.page), Keyboard(maria.page)
    found: list[str] = []
    looked_at: set[str] = set()
    for number, step in enumerate(FULL.steps()):
        if number:
            desk.go(f"Next step: {step.title}")
            expect(maria.page.get_by_role("heading", level=1)).to_be_focused()
        expect(facilitator.page.locator(".console__stage .steps [aria-current=step]")).to_have_text(step.title)
        done(seat, step)
        # Steps of a kind look alike; on a phone those with entries differ with what they hold.
        looked = [ben.page] if step.kind == "entries" and step.kind in looked_at else [ben.page, facilitator.page]
        if step.kind == "entries" or step.kind not in looked_at:
            found += [fault for page in looked for fault in test_accessible.faults(page, step.id, by_night=False)]
        looked_at.add(step.kind)
        found += widths.faults(ben.page, step.id, (320,))
        found += widths.needs_scrolling(facilitator.page, step.id)
    assert not found, "\n".join(found)
    assert looked_at >= {"entries", "capacity", "review", "sign"}
    the_plan_has_an_entry_of_every_kind(maria.page)


def done(seat: Keyboard, step: Step) -> None:
    """What the step asks of a person: an entry of each of its kinds, or what their partner can give."""
    if step.kind == "entries":
        for kind in (KINDS[name] for name in step.options.kinds):
            label = kind.label[0].lower() + kind.label[1:]
            seat.go(f"Add {'an' if label[0] in 'aeiou' else 'a'} {label}")
            filled_in(seat, kind.label)
    if step.kind == "capacity":
        seat.reach("Days")
        seat.page.keyboard.type("5")
        seat.go("This is what we can give")


def filled_in(seat: Keyboard, words: str) -> None:
    """A form, field by field in the order of the Tab key, up to its button."""
    expect(seat.page.get_by_role("dialog")).to_be_visible()
    for _ in range(DIALOG):
        seat.press("Tab")
        focused, field = seat.focused(), seat.page.evaluate(FIELD)
        if field is None or focused is None:
            continue
        assert focused["seen"], f"the focus cannot be seen on “{focused['name']}” in the form of {words}"
        if field["words"].startswith("Add it"):
            seat.press("Enter")
            expect(seat.page.get_by_role("dialog")).to_have_count(0)
            seat.holds_focus()
            return
        write_into(seat, field, words)
    raise AssertionError(f"the keyboard does not reach “Add it” in the form of {words}")


def write_into(seat: Keyboard, field: dict[str, str], words: str) -> None:
    """Something that fits, into a field that is empty."""
    if field["tag"] == "SELECT" and field["empty"]:
        seat.press("ArrowDown")
    elif field["type"] == "date":
        seat.page.keyboard.type("10152027")
    elif field["type"] == "number" and field["empty"]:
        seat.page.keyboard.type("3")
    elif (field["tag"] == "TEXTAREA" or field["type"] in ("text", "search")) and field["empty"]:
        seat.type(f"{words} of ours")


def the_plan_has_an_entry_of_every_kind(page: Page) -> None:
    """In what a person's page has been sent."""
    asked = """async () => {
      const answer = await fetch(`/api/workshops/${location.pathname.split('/')[2]}/view`);
      const { slices } = await answer.json();
      return Object.entries(slices).filter(([name]) => name.startsWith('entry:')).map(([, entry]) => entry.kind);
    }"""
    assert set(kinds_of_full()) <= set(page.evaluate(asked))


def kinds_of_full() -> Iterator[str]:
    """The kinds that the agenda asks for in its steps."""
    for step in FULL.steps():
        yield from step.options.kinds
