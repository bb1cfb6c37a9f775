"""Five people type into one text for a minute, at random, on lines that break and a server that is pulled out of the wall: in the end
every page and the server hold the same words, and each word that was typed stands there exactly once.

(What becomes of words in a paragraph that somebody makes a list meanwhile: tests/domain/test_rescue.py and test_moves.py.)
"""

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.devices import LIBRARY, UNREACHABLE, Device, Devices
from tests.browser.house import House
from tests.browser.people import Facilitator, Participant

SECONDS = float(os.environ.get("WRITING_SECONDS", "60"))
WRITERS = 5
LABEL = "Write it together"
MARKER = re.compile(r"m\d+x\d+y")
WAYS = ["Control+ArrowLeft", "Control+ArrowRight", "ArrowUp", "Home", "End", "Control+End"]

TEXT = "() => document.querySelector('.editor__doc')?.innerText ?? null"
STORED = """async () => {
  const answer = await fetch(`/api/workshops/${location.pathname.split('/')[2]}/view`);
  return (await answer.json()).slices['text:vision'].content;
}"""
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open('commonplan-edits');
  asked.onsuccess = () => {
    const all = asked.result.transaction('edits').objectStore('edits').count();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
})"""
"""How many edits are kept on the device."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that goes down in the middle."""
    with House(tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture(scope="module")
def devices(chromium: Browser, house: House) -> Iterator[Devices]:
    """Browsers that may complain of a missing network."""
    with Devices(chromium, house.base) as found:
        found.forgive(UNREACHABLE)
        found.forgive(LIBRARY)
        yield found


class Writer:
    """Somebody who types one marker after the other, each in one go, wherever the caret happens to be between two words."""

    def __init__(self, device: Device, number: int, chance: random.Random) -> None:
        self.device = device
        self.page: Page = device.page
        self.number = number
        self.chance = chance
        self.typed: list[str] = []
        self.diary: list[str] = []
        self.page.on("dialog", lambda dialog: dialog.accept())

    def settle(self) -> None:
        """The text is open, and the caret in it."""
        expect(self.page.locator(".editor__doc")).to_be_visible()
        self.page.locator(".editor__doc").focus()

    def type(self) -> None:
        """A marker."""
        marker = f"m{self.number}x{len(self.typed)}y"
        self.page.keyboard.insert_text(f" {marker} ")
        self.typed.append(marker)
        self.diary.append(marker)

    def move(self) -> None:
        """Elsewhere, but never into the middle of a word."""
        self.diary.append("move")
        for _ in range(self.chance.randint(1, 4)):
            self.page.keyboard.press(self.chance.choice(WAYS))
        self.page.keyboard.press(self.chance.choice(["Home", "End"]))

    def begin_a_paragraph(self) -> None:
        """At the end of all, or in the middle of another, the rest of which moves into it."""
        self.diary.append("paragraph")
        if self.chance.random() < 0.5:
            self.page.keyboard.press("Control+End")
        else:
            self.move()
        self.page.keyboard.press("Enter")
        self.type()

    def lose_the_line(self) -> None:
        """Through a tunnel, writing on."""
        self.diary.append("tunnel")
        self.device.context.set_offline(True)
        for _ in range(self.chance.randint(1, 4)):
            self.type()
            self.move()
        self.device.context.set_offline(False)
        self.diary.append("out of the tunnel")

    def reload(self) -> None:
        """In the middle of a word: what was not sent yet is kept on the device."""
        self.diary.append("reload")
        self.page.reload()
        self.settle()


@pytest.fixture(scope="module")
def writers(house: House, devices: Devices) -> list[Writer]:
    """Five people at a text, on phones and laptops."""
    facilitator = Facilitator(devices.laptop(), "Jo D.")
    facilitator.make_account(house.start_link)
    facilitator.make_workshop("Harbour plan", "Harbour partners", ["Anglers", "Sailors", "Divers"])
    facilitator.open_doors()
    seed = int(os.environ.get("WRITING_SEED", random.randrange(10**6)))
    print(f"WRITING_SEED={seed}")
    found = []
    for number in range(WRITERS):
        person = Participant(devices.phone() if number % 2 else devices.laptop(), f"Person {number}")
        person.join(facilitator.code, partner=["Anglers", "Sailors", "Divers"][number % 3])
        found.append(Writer(person.device, number, random.Random(seed * 10 + number)))
    facilitator.go_to("Shared vision", LABEL)
    for one in found:
        one.settle()
    return found


def test_nobody_loses_a_word_and_none_comes_twice(house: House, writers: list[Writer]) -> None:
    chance = writers[0].chance
    acts: list[tuple[int, Callable[[Writer], None]]] = [
        (60, Writer.type),
        (18, Writer.move),
        (6, Writer.begin_a_paragraph),
        (5, Writer.lose_the_line),
        (2, Writer.reload),
    ]
    weights = [weight for weight, _ in acts]
    began = monotonic()
    down_at = SECONDS / 2
    while (passed := monotonic() - began) < SECONDS:
        if passed > down_at:
            down_at = SECONDS
            house.kill()
            for one in writers:
                one.diary.append("the house goes down")
            for one in writers:
                one.type()
                one.move()
                one.type()
            house.open()
            for one in writers:
                one.diary.append("the house is open again")
        writer = chance.choice(writers)
        chance.choices(acts, weights)[0][1](writer)
    typed = Counter(marker for one in writers for marker in one.typed)
    assert len(typed) > 20
    told = agreed(writers, typed)
    assert Counter(MARKER.findall(told)) == typed
    for one in writers:
        expect(one.page.locator(".editor__state--saved")).to_be_visible()
        assert one.page.evaluate(KEPT) == 0


def agreed(writers: list[Writer], typed: Counter[str]) -> str:
    """What all pages and the server say, once they say the same; what they say last, where they never do."""
    until = monotonic() + 60
    while True:
        pages = [one.page.evaluate(TEXT) for one in writers]
        server = writers[0].page.evaluate(STORED)
        same = [Counter(MARKER.findall(text or "")) for text in (*pages, server)]
        if all(one == typed for one in same):
            orders = {tuple(MARKER.findall(text)) for text in (*pages, server)}
            if len(orders) == 1:
                return str(server)
        assert monotonic() < until, "\n".join([differences(typed, same), before_and_after(writers, typed, same), f"The server: {server}"])
        writers[0].page.evaluate("() => new Promise((done) => setTimeout(done, 500))")


def differences(typed: Counter[str], same: list[Counter[str]]) -> str:
    """Which page, and last the server, lacks what or has what too often."""
    return "\n".join(f"{number}: lacks {dict(typed - one)}, has too often {dict(one - typed)}" for number, one in enumerate(same))


def before_and_after(writers: list[Writer], typed: Counter[str], same: list[Counter[str]]) -> str:
    """What the writers of markers that are lost or there twice did around them."""
    odd = {marker for one in same for marker in (typed - one) + (one - typed)}
    found = [(one.number, one.diary, at) for one in writers for at, act in enumerate(one.diary) if act in odd]
    return "\n".join(f"{number}: … {', '.join(diary[max(0, at - 6) : at + 7])} …" for number, diary, at in found)
