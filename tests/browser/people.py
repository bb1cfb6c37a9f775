"""What people do, as they do it: every method presses, types and reads on a screen, and none knows how the server is spoken to."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.devices import PATIENCE, Device

PASSWORD = "a kettle on the harbour wall"
EMAIL = "jo@example.org"


def exactly(words: str) -> re.Pattern[str]:
    """An accessible name that is these words and no more."""
    return re.compile(rf"^\s*{re.escape(words)}\s*$")


class Somebody:
    """A person in front of a page."""

    def __init__(self, device: Device, name: str) -> None:
        self.device = device
        self.page: Page = device.page
        self.name = name

    def press(self, words: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Press the button that is called this."""
        place = within or self.page
        place.get_by_role("button", name=exactly(words) if isinstance(words, str) else words).first.click()

    def tab(self, words: str) -> None:
        """Now, Plan or People."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=re.compile(rf"^{words}")).click()

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Wait until these words are on the screen."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def asked(self, question: str) -> None:
        """Wait until this question is what the screen is about."""
        expect(self.page.get_by_role("heading", level=1, name=question)).to_be_visible()


class Facilitator(Somebody):
    """Who runs the room from a laptop."""

    workshop = ""
    code = ""

    def make_account(self, link: str) -> None:
        """Open the link that the server printed."""
        self.page.goto(link)
        self.page.get_by_label("Your name").fill(self.name)
        self.page.get_by_label("E-mail").fill(EMAIL)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.locator("[name=again]").fill(PASSWORD)
        self.press("Make my account")
        expect(self.page.get_by_role("heading", name="Your workshops")).to_be_visible()

    def sign_in(self) -> None:
        """On a browser that has forgotten, or never knew."""
        self.page.goto("/sign-in")
        self.page.get_by_label("E-mail").fill(EMAIL)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")
        expect(self.page.get_by_role("heading", name="Your workshops")).to_be_visible()

    def make_workshop(self, title: str, partnership: str, partners: list[str], *, agenda: str = "") -> None:
        """A new workshop, up to its console."""
        self.page.goto("/")
        self.page.get_by_role("link", name="New workshop").click()
        self.page.locator("[name=title]").fill(title)
        self.page.locator("[name=partnership]").fill(partnership)
        self.page.locator("[name=partners]").fill("\n".join(partners))
        if agenda:
            self.page.locator(f"[name=agenda][value={agenda}]").check()
        self.press("Make the workshop")
        if "/console" not in self.page.url:
            self.page.get_by_role("link", name="Open the console").click()
        self.page.wait_for_url("**/console")
        self.workshop = self.page.url.split("/w/")[1].split("/")[0]
        shown = self.page.get_by_role("button", name=re.compile("Join with")).inner_text()
        self.code = re.sub(r"Join with|\s", "", shown)

    def open_doors(self) -> None:
        """Everybody may come in."""
        self.press("Open the doors")
        expect(self.page.get_by_text("On every screen now").first).to_be_visible()

    def confirm(self, person: str) -> None:
        """One tap: this person speaks for the partner."""
        self.press(f"Confirm {person}")
        expect(self.page.get_by_role("button", name=f"Confirm {person}")).to_have_count(0)

    def next_step(self, title: str) -> None:
        """On to the step with this title; all screens move along."""
        self.press(f"Next step: {title}")
        expect(self.page.locator(".console__stage .steps [aria-current=step]")).to_have_text(title)

    def go_to(self, stage: str, step: str) -> None:
        """By the path to any step, forwards or back."""
        self.press(stage, within=self.page.get_by_role("navigation", name=re.compile("^The path")))
        row = self.page.get_by_role("dialog").get_by_role("listitem").filter(has_text=step).first
        self.press("Go here now", within=row)
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def close_the_vote(self, *, without: str = "") -> None:
        """All answers show; `without`: on these, who have not answered, only after a second thought."""
        if not without:
            self.sees(re.compile("^Everybody has answered"))
        self.press("Close and show the answers")
        if without:
            self.sees(re.compile(f"^{re.escape(without)}.* not answered yet"))
            self.press("Close it anyway")

    def is_connected(self) -> None:
        """Wait until the console says that all is saved: without a line it steers nothing."""
        expect(self.page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()


class Participant(Somebody):
    """Who takes part, on a phone or a laptop."""

    def join(self, code: str, *, partner: str = "", title: str = "", speaks: bool = False, observes: bool = False) -> None:
        """By the code that is on the wall."""
        self.page.goto("/")
        self.page.locator("[name=code]").fill(code)
        self.press("Go on")
        self.page.get_by_label("Your name").fill(self.name)
        if partner:
            self.page.locator("[name=partner]").select_option(label=partner)
        self.page.locator("[name=title]").fill(title)
        if speaks:
            self.page.get_by_label("I speak for our partner").check()
        if observes:
            self.page.get_by_label("I only observe").check()
        self.page.get_by_role("button", name="Join the workshop").last.click()
        self.page.wait_for_url(re.compile(r"/w/[^/]+"))

    def describe_partner(self, brings: str, hopes: str) -> None:
        """In the welcome."""
        self.page.get_by_label("What do we bring?").fill(brings)
        self.page.get_by_label("What do we hope for?").fill(hopes)
        self.press("Share this")

    def feel(self, value: int) -> None:
        """Answer a pulse."""
        self.page.get_by_role("radio", name=re.compile(rf"^{value}\b")).click()
        self.sees(f"Your answer is {value}.")

    def write_cards(self, *cards: str) -> None:
        """One idea on each."""
        for card in cards:
            self.page.get_by_label("One idea per card").fill(card)
            self.press("Add this card")
            expect(self.page.locator(".card--own", has_text=card)).to_be_visible()

    def move_card(self, card: str, theme: str) -> None:
        """By the dialog, without dragging."""
        self.page.get_by_role("button", name=f"Move to a theme: {card}").click()
        self.press(theme, within=self.page.get_by_role("dialog"))
        expect(self.page.get_by_role("region", name=theme).get_by_text(card)).to_be_visible()

    def make_theme(self, name: str) -> None:
        """A theme that has no card yet."""
        make_theme(self.page, name)

    def place_dots(self, dots: dict[str, int]) -> None:
        """Lay them and send them."""
        for theme, count in dots.items():
            for _ in range(count):
                self.press(f"Give a dot to {theme}")
        self.press("Send my dots")
        self.sees("Your dots are sent.")

    def answer(self, choice: str, *, reason: str = "", proposes: str = "") -> None:
        """A ballot for the partner."""
        self.page.get_by_role("radio", name=re.compile(rf"^{re.escape(choice)}")).first.check()
        if reason:
            self.page.get_by_label(re.compile("^(What harm|What is your concern)")).fill(reason)
        if proposes:
            self.page.get_by_label(re.compile("^What change would meet it")).fill(proposes)
        self.press("Give our answer")
        self.sees("Your answer:")

    def sign(self, choice: str = "Approve", *, reason: str = "") -> None:
        """With the name as signature."""
        form = self.page.locator("form.signform")
        form.get_by_role("radio", name=exactly(choice)).check()
        if reason:
            form.get_by_label(re.compile("reservation\\?|Why not\\?")).fill(reason)
        form.get_by_label("I have read the plan and may sign for us").check()
        form.get_by_label("Your name, as your signature").fill(self.name)
        self.press("Decline for us" if choice == "Decline" else "Sign the plan")
        self.sees(f": {choice}.")


def make_theme(page: Page, name: str) -> None:
    """Name a group of cards, as anybody in the room may."""
    page.get_by_role("button", name="New theme").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name, in plain words").fill(name)
    dialog.get_by_role("button", name="Save the name").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("region", name=name)).to_be_visible()


def text_of(page: Page, label: str = "Write it together") -> Locator:
    """The shared text of a section, as a screen reader finds it."""
    return page.get_by_role("textbox", name=label)


def write_text(page: Page, label: str, words: str) -> None:
    """The shared text of a section, typed anew and stored; `**stars**` become bold at the last of them, as for anybody who types so."""
    text = text_of(page, label)
    text.press("Control+A")
    text.press_sequentially(words)
    is_stored(page, words)


def is_stored(page: Page, words: str) -> None:
    """The server has these words in one of its texts, and the page says that they are saved."""
    assert page.evaluate(STORED, [words, PATIENCE]), f"the server never had “{words}”"
    expect(page.locator(".editor__state--saved")).to_be_visible()


STORED = """async ([words, patience]) => {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    const answer = await fetch(`/api/workshops/${location.pathname.split('/')[2]}/view`);
    const { slices } = await answer.json();
    if (Object.entries(slices ?? {}).some(([name, slice]) => name.startsWith('text:') && slice.content.includes(words))) return true;
    await new Promise((done) => setTimeout(done, 300));
  }
  return false;
}"""


def add_entry(page: Page, kind: str, fields: dict[str, str]) -> None:
    """One entry by its form: text is typed, from a list is chosen."""
    page.get_by_role("button", name=exactly(f"Add {'an' if kind[0] in 'aeiou' else 'a'} {kind}")).click()
    dialog = page.get_by_role("dialog")
    for label, value in fields.items():
        field = dialog.get_by_label(label).first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    dialog.get_by_role("button", name="Add it").click()
    expect(dialog).to_have_count(0)
