"""One workshop from the printed link to the sealed plan, played by pressing and typing alone.

`Story.scenes` walks through it and halts at every screen worth looking at: the first test reads the document at its end, others look
at each screen with other eyes (contrast, names, widths).
"""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.people import Facilitator, Participant, add_entry, exactly, write_text

TITLE = "Tidewell Food Partnership workplan"
KITCHEN, BANK, COUNCIL = "Community Kitchen", "Northgate Food Bank", "Borough Council"
PARTNERS = [KITCHEN, BANK, COUNCIL]

AGREE, CONCERN, OBJECT = "Agree", "Agree, with a concern", "Not yet: we see a harm"

FIRST_VISION = "By autumn 2027, **nobody in Tidewell** goes without food at the end of the month."
VISION = "By autumn 2027, **any household in Tidewell that asks for help** has good food within a day."
HARM = "We cannot promise nobody: we do not know them all."
REMEDY = "Speak of any household that asks."
MET = "The vision speaks of households that ask."
RESERVATION = "Weekends depend on our volunteers."
REFUSAL = "Our cabinet meets on the fourteenth."


class Story:
    """The people of Tidewell and what they did."""

    def __init__(self, house: House, devices: Devices) -> None:
        self.house = house
        self.facilitator = Facilitator(devices.laptop(), "Jo D.")
        self.maria = Participant(devices.phone(), "Maria A.")
        self.ro = Participant(devices.phone(), "Ro O.")
        self.sam = Participant(devices.phone(), "Sam L.")
        self.ida = Participant(devices.laptop(), "Ida F.")
        self._devices = devices
        self.wall: Page | None = None
        self.faults: list[str] = []
        self.barriers: list[str] = []

    @property
    def phones(self) -> list[Participant]:
        """Those who speak for a partner, each on a phone."""
        return [self.maria, self.ro, self.sam]

    @property
    def room(self) -> list[Page]:
        """Every screen in the room: the console, a phone, the observer's laptop, the wall."""
        found = [self.facilitator.page, self.maria.page, self.ida.page]
        return [*found, self.wall] if self.wall else found

    def scenes(self) -> Iterator[str]:
        """The whole workshop; halts with the name of each scene."""
        yield from self.arrive()
        yield from self.decide_how()
        yield from self.find_a_vision()
        yield from self.set_limits_and_goals()
        yield from self.sign_off()

    def prepare(self) -> None:
        """An account, a workshop, open doors, three representatives and an observer."""
        self.facilitator.make_account(self.house.start_link)
        self.facilitator.make_workshop(TITLE, "Tidewell Food Partnership", PARTNERS)
        self.facilitator.open_doors()
        titles = ["Kitchen manager", "Operations lead", "Public health officer"]
        for person, partner, title in zip(self.phones, PARTNERS, titles, strict=True):
            person.join(self.facilitator.code, partner=partner, title=title, speaks=True)
        self.ida.join(self.facilitator.code, title="Evaluator", observes=True)

    def arrive(self) -> Iterator[str]:
        """Everybody comes in, says why, and how they feel."""
        self.prepare()
        self.wall = self._devices.wall(of=self.facilitator.device).page
        self.wall.goto(f"/w/{self.facilitator.workshop}/projector")
        expect(self.wall.get_by_text("Join").or_(self.wall.get_by_text("Point your camera here")).first).to_be_visible()
        self.maria.asked("Who is here, and what do you hope will get better for the people you work for?")
        yield "welcome, with three who ask to speak"
        for person in self.phones:
            self.facilitator.confirm(person.name)
            expect(person.page.get_by_text("You asked to speak for")).to_have_count(0)
        self.maria.describe_partner("A kitchen and forty volunteers", "That nobody has to explain themselves")
        self.ida.sees("A kitchen and forty volunteers")
        yield "welcome, with what one brings"
        self.facilitator.next_step("How ready are we?")
        for person, value in zip(self.phones, [4, 2, 5], strict=True):
            person.feel(value)
        yield "pulse, answered"
        self.facilitator.press("Show all answers")
        self.maria.sees(re.compile("Whoever gave a low answer"))
        yield "pulse, shown"

    def decide_how(self) -> Iterator[str]:
        """A rule, adopted by itself."""
        self.facilitator.next_step("Our rules")
        self.ro.asked("How do we want to decide together, so that no partner is run over and nobody waits for ever?")
        yield "rules, none yet"
        add_entry(self.ro.page, "decision rule", {"Kind of decision": "The workplan itself", "How many must vote": "At least two thirds"})
        self.facilitator.sees(re.compile("at least two thirds must vote", re.IGNORECASE))
        yield "rules, one"
        self.facilitator.go_to("How we decide", "Decide")
        yield from self.agree("how we decide")

    def agree(self, what: str) -> Iterator[str]:
        """Call the vote, and all agree."""
        self.facilitator.press("Call the vote")
        for person in self.phones:
            person.answer(AGREE)
        self.facilitator.close_the_vote()
        expect(self.maria.page.get_by_role("heading", name=exactly("Agreed"))).to_be_visible()
        yield f"{what}, agreed"

    def find_a_vision(self) -> Iterator[str]:
        """From silent cards to words that all can stand behind, by way of an objection."""
        self.facilitator.go_to("Shared vision", "Gather")
        self.maria.asked("Two years from now it has worked. What is different in the day of someone you do this for?")
        yield "gather, empty"
        self.maria.write_cards("Nobody chooses between heating and eating", "People eat together")
        self.ro.write_cards("Help is near and the same day")
        self.sam.write_cards("Families tell their story once")
        yield "gather, written"
        self.facilitator.press("Turn the cards over")
        self.maria.sees("Families tell their story once")
        yield "gather, turned over"
        self.facilitator.next_step("Group")
        self.maria.make_theme("Enough, always")
        self.ro.make_theme("Ordinary, not shameful")
        self.maria.move_card("Help is near and the same day", "Enough, always")
        self.ro.move_card("People eat together", "Ordinary, not shameful")
        yield "group"
        self.facilitator.next_step("Prioritise")
        self.maria.place_dots({"Enough, always": 3, "Ordinary, not shameful": 2})
        self.ro.place_dots({"Enough, always": 2})
        self.sam.place_dots({"Ordinary, not shameful": 1})
        yield "prioritise, laid"
        self.facilitator.press("Show all dots")
        self.maria.sees("This is the order that all the dots give.")
        yield "prioritise, shown"
        self.facilitator.next_step("Write it together")
        write_text(self.ro.page, "Write it together", FIRST_VISION)
        self.ida.sees("nobody in Tidewell")
        yield "draft"
        self.facilitator.go_to("Shared vision", "Decide")
        self.maria.sees("The facilitator calls the vote; nothing opens by itself.")
        yield "decide, before the vote"
        yield from self.object_and_meet()

    def object_and_meet(self) -> Iterator[str]:
        """One partner sees a harm; the words are changed until it is gone."""
        self.facilitator.press("Call the vote")
        self.sam.page.get_by_role("radio", name=re.compile(f"^{OBJECT}")).check()
        yield "decide, open"
        self.maria.answer(AGREE)
        self.ro.answer(CONCERN, reason="Weekends are not yet covered.")
        self.sam.answer(OBJECT, reason=HARM, proposes=REMEDY)
        expect(self.facilitator.page.get_by_text("Answered", exact=True)).to_have_count(3)
        yield "decide, all have answered"
        self.facilitator.close_the_vote()
        self.maria.sees(HARM)
        yield "decide, between two rounds"
        self.facilitator.page.get_by_label("How it was met").fill(MET)
        self.facilitator.press("Note it")
        self.maria.sees(MET)
        write_text(self.ro.page, "The words of the proposal", VISION)
        self.facilitator.sees("any household in Tidewell")
        self.facilitator.press("Open round 2")
        for person in self.phones:
            person.answer(AGREE)
        self.facilitator.close_the_vote()
        expect(self.maria.page.get_by_role("heading", name=exactly("Agreed"))).to_be_visible()
        yield "decide, agreed"

    def set_limits_and_goals(self) -> Iterator[str]:
        """Entries of the plan, decided on."""
        self.facilitator.go_to("Scope and limits", "How far ahead")
        add_entry(self.facilitator.page, "horizon", {"From": "2026-10-01", "To": "2027-09-30"})
        self.maria.sees("1 October 2026 to 30 September 2027")
        self.facilitator.go_to("Scope and limits", "Focus areas")
        add_entry(self.sam.page, "focus area", {"Focus area": "Meals people choose", "Why this one": "A warm meal in company"})
        self.facilitator.sees("Meals people choose")
        yield "focus areas"
        self.facilitator.go_to("Scope and limits", "Decide")
        yield from self.agree("scope")
        self.facilitator.go_to("Goals", "Goals")
        add_entry(self.maria.page, "goal", {"Goal": "Three evening meal sites open every weekday", "Focus area": "F1 Meals people choose"})
        self.facilitator.sees("Three evening meal sites open every weekday")
        yield "goals"
        self.facilitator.go_to("Goals", "Decide")
        yield from self.agree("goals")

    def sign_off(self) -> Iterator[str]:
        """Read, freeze, sign, sign with a reservation, decline, seal."""
        self.facilitator.go_to("Sign-off", "Read it through")
        self.maria.sees("Section by section")
        yield "review"
        self.facilitator.go_to("Sign-off", "Sign")
        self.maria.sees("Nothing to sign yet.")
        yield "sign, before the freeze"
        self.facilitator.press("Freeze for signing")
        self.maria.sees("Your name, as your signature")
        yield "sign, frozen"
        self.maria.sign()
        self.ro.sign("Approve, with a reservation", reason=RESERVATION)
        self.sam.sign("Decline", reason=REFUSAL)
        self.facilitator.sees("All have answered.")
        yield "sign, all have answered"
        self.facilitator.press("Close the signing")
        self.facilitator.press("Close the signing", within=self.facilitator.page.get_by_role("dialog"))
        self.maria.sees("The plan is sealed.")
        yield "sign, sealed"
