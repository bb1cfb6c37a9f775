"""The editor of a text, as people meet it: with the mouse, the keyboard alone, a screen reader, another script, and what they paste."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.devices import LIBRARY, Devices
from tests.browser.house import House
from tests.browser.people import Facilitator, Participant, is_stored, text_of

WORD = """<html><head><style>p.MsoNormal { color: red }</style></head><body>
<h1 style="font-size:30pt">Our plan</h1>
<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1">
<span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span><b>Meals</b> for all</p>
<p class="MsoListParagraph" style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o<span>&nbsp;&nbsp;</span></span>every evening</p>
<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span>A
<a href="javascript:alert(1)">bad</a> and a <a href="https://example.org">good</a> link</p>
<table><tr><td>One</td><td>Two</td></tr></table><img src="https://example.org/x.png"><script>alert(1)</script></body></html>"""
"""As a word processor puts it on the clipboard."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for all of these tests."""
    with House(tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture(scope="module")
def devices(chromium: Browser, house: House) -> Iterator[Devices]:
    """Browsers for whoever comes."""
    with Devices(chromium, house.base) as found:
        found.forgive(LIBRARY)
        yield found


@pytest.fixture(scope="module")
def room(house: House, devices: Devices) -> tuple[Facilitator, Participant, Participant]:
    """A facilitator, and two people who write: Maria on a laptop, Ro on a phone."""
    facilitator = Facilitator(devices.laptop(), "Jo D.")
    facilitator.make_account(house.start_link)
    facilitator.make_workshop("Harbour plan", "Harbour partners", ["Anglers", "Sailors"])
    facilitator.open_doors()
    people = [Participant(devices.laptop(), "Maria A."), Participant(devices.phone(), "Ro S.")]
    for person, partner in zip(people, ["Anglers", "Sailors"], strict=True):
        person.join(facilitator.code, partner=partner, speaks=True)
        facilitator.confirm(person.name)
    facilitator.go_to("Shared vision", "Write it together")
    return facilitator, *people


@pytest.fixture
def maria(room: tuple[Facilitator, Participant, Participant]) -> Page:
    """Maria's page, with the text emptied."""
    page = room[1].page
    text = text_of(page)
    text.press("Control+A")
    text.press("Delete")
    expect(text).to_have_text("")
    return page


@pytest.fixture
def ro(room: tuple[Facilitator, Participant, Participant]) -> Page:
    """Ro's page."""
    return room[2].page


def paste(page: Page, kind: str, what: str) -> None:
    """From the clipboard into what has the focus."""
    page.evaluate(
        """([kind, what]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData(kind, what);
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }""",
        [kind, what],
    )


def test_whoever_knows_no_markdown_finds_the_forms_at_a_tap(maria: Page) -> None:
    text_of(maria).press_sequentially("Food for all")
    for tool, tag in (("List", "ul"), ("Numbered list", "ol"), ("Quote", "blockquote")):
        button = maria.get_by_role("button", name=tool, exact=True)
        button.click()
        expect(text_of(maria).locator(tag)).to_have_count(1)
        expect(button).to_have_attribute("aria-pressed", "true")
        if tool == "Quote":
            button.click()
    text_of(maria).press("Control+A")
    maria.get_by_role("button", name="Bold").click()
    expect(text_of(maria).locator("strong")).to_have_text("Food for all")


def test_whoever_knows_markdown_types_it(maria: Page) -> None:
    text_of(maria).press_sequentially("- **Bold** and *italic*")
    text_of(maria).press("Enter")
    text_of(maria).press_sequentially("second")
    is_stored(maria, "- **Bold** and *italic*\n- second")


def test_a_link_leads_to_the_web_or_to_a_mailbox_and_nowhere_else(maria: Page) -> None:
    text_of(maria).press_sequentially("the map")
    text_of(maria).press("Control+A")
    maria.get_by_role("button", name="Link").click()
    dialog = maria.get_by_role("dialog")
    dialog.get_by_label("Where it leads").fill("javascript:alert(1)")
    dialog.get_by_role("button", name="Add it").click()
    expect(dialog.get_by_text("A link begins with")).to_be_visible()
    dialog.get_by_label("Where it leads").fill("example.org/map")
    dialog.get_by_role("button", name="Add it").click()
    is_stored(maria, "[the map](https://example.org/map)")


def test_the_toolbar_is_one_stop_and_its_tools_are_an_arrow_away(maria: Page) -> None:
    text_of(maria).focus()
    maria.keyboard.press("Shift+Tab")
    expect(maria.locator(":focus")).to_have_attribute("class", re.compile("editor__tool"))
    maria.keyboard.press("Home")
    expect(maria.get_by_role("button", name="Bold")).to_be_focused()
    maria.keyboard.press("ArrowRight")
    expect(maria.get_by_role("button", name="Italic")).to_be_focused()
    maria.keyboard.press("End")
    expect(maria.get_by_role("button", name="Link")).to_be_focused()
    maria.keyboard.press("Escape")
    expect(text_of(maria)).to_be_focused()


def test_nobody_is_caught_in_a_list(maria: Page) -> None:
    text_of(maria).press_sequentially("- one")
    maria.keyboard.press("Enter")
    maria.keyboard.type("two")
    maria.keyboard.press("Control+]")
    expect(text_of(maria).locator("ul ul")).to_have_count(1)
    maria.keyboard.press("Tab")
    expect(text_of(maria)).not_to_be_focused()


def test_undo_takes_back_ones_own_words_and_leaves_those_of_others(maria: Page, ro: Page) -> None:
    text_of(maria).press_sequentially("Maria. ")
    expect(text_of(ro)).to_contain_text("Maria.")
    text_of(ro).press("Control+End")
    text_of(ro).press_sequentially("Ro.")
    expect(text_of(maria)).to_contain_text("Ro.")
    maria.get_by_role("button", name="Undo").click()
    expect(text_of(maria)).not_to_contain_text("Maria.")
    expect(text_of(ro)).not_to_contain_text("Maria.")
    expect(text_of(ro)).to_contain_text("Ro.")


def test_others_are_seen_where_they_write_by_initials_in_their_partners_colour(maria: Page, ro: Page) -> None:
    text_of(maria).press_sequentially("Food for all")
    flag = ro.locator(".cursor.org-1 .cursor__flag")
    expect(flag).to_have_text("MA")
    text_of(ro).focus()
    expect(ro.get_by_text("2 writing now")).to_be_visible()
    maria.get_by_role("button", name="Bold").focus()
    expect(flag).to_have_count(0)


def test_a_passage_is_commented_answered_and_dealt_with(maria: Page, ro: Page) -> None:
    text_of(maria).press_sequentially("nobody waits")
    text_of(maria).press("Control+A")
    maria.get_by_role("button", name=re.compile("^Comment")).click()
    maria.get_by_label("Your comment on “nobody waits”").fill("In the first winter too?")
    maria.get_by_role("button", name="Comment", exact=True).last.click()
    comments = ro.get_by_role("region", name="Comments")
    expect(comments).to_contain_text("Maria A. on “nobody waits”: In the first winter too?")
    # Where the caret of somebody else stands in it, the passage is marked in two pieces.
    ro.wait_for_function("() => [...document.querySelectorAll('.commented')].map((part) => part.textContent).join('') === 'nobody waits'")
    comments.get_by_role("button", name="Reply to Maria A.").click()
    comments.get_by_label("Your reply").fill("From the second on.")
    comments.get_by_role("button", name="Reply", exact=True).click()
    expect(maria.get_by_role("region", name="Comments")).to_contain_text("Ro S.: From the second on.")
    maria.get_by_role("button", name=re.compile("^Dealt with")).click()
    expect(ro.get_by_text("1 comment dealt with")).to_be_visible()
    expect(text_of(ro).locator(".commented")).to_have_count(0)


def test_what_a_word_processor_brings_keeps_its_lists_and_drops_the_rest(maria: Page) -> None:
    text_of(maria).focus()
    paste(maria, "text/html", WORD)
    is_stored(maria, "Our plan\n\n- **Meals** for all\n    - every evening\n- A bad and a [good](https://example.org) link\n\nOne, Two")


def test_bold_that_only_a_style_tells_stays_bold(maria: Page) -> None:
    text_of(maria).focus()
    said = "<span style='font-weight:700'>sure</span> and <i style='font-weight:bold'>surer</i>"
    paste(maria, "text/html", f"<b style='font-weight:normal' id='docs-internal-guid-1'><p>{said}</p></b>")
    is_stored(maria, "**sure** and ***surer***")


def test_plain_lines_that_look_like_a_list_become_one(maria: Page) -> None:
    text_of(maria).focus()
    paste(maria, "text/plain", "We will:\n\n• eat\r\n• share\n\n1) begin\n2) go on\u202e")
    is_stored(maria, "We will:\n\n- eat\n- share\n\n1. begin\n2. go on")


def test_words_of_the_other_direction_stand_on_their_side(maria: Page) -> None:
    text_of(maria).press_sequentially("حديقة للجميع")
    text_of(maria).press("Enter")
    text_of(maria).press_sequentially("and in English")
    sides = text_of(maria).evaluate(
        """text => [...text.querySelectorAll('p')].map((p) => {
          const range = document.createRange();
          range.selectNodeContents(p);
          const words = range.getBoundingClientRect(), all = p.getBoundingClientRect();
          return words.left - all.left > all.right - words.right ? 'right' : 'left';
        })"""
    )
    assert sides == ["right", "left"]


def test_a_character_that_is_being_composed_is_not_disturbed_by_others(maria: Page, ro: Page) -> None:
    session = maria.context.new_cdp_session(maria)
    text_of(maria).focus()
    for part in ("n", "ni", "に"):
        session.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
    text_of(ro).press("Control+End")
    text_of(ro).press_sequentially("Ro writes.")
    is_stored(ro, "Ro writes.")
    session.send("Input.imeSetComposition", {"text": "日本", "selectionStart": 2, "selectionEnd": 2})
    session.send("Input.insertText", {"text": "日本"})
    for page in (maria, ro):
        expect(text_of(page)).to_contain_text("日本")
        expect(text_of(page)).to_contain_text("Ro writes.")
    assert text_of(maria).inner_text().count("日") == 1


def test_lines_pasted_where_a_card_belongs_become_cards_after_a_look(room: tuple[Facilitator, Participant, Participant]) -> None:
    facilitator, maria, _ = room
    facilitator.go_to("Shared vision", "Gather")
    maria.page.get_by_label("One idea per card").focus()
    paste(maria.page, "text/plain", "- Food for all\n- Nobody waits\n\n3. A place to sit")
    dialog = maria.page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox")).to_have_count(3)
    dialog.get_by_role("button", name="Leave out: Nobody waits").click()
    dialog.get_by_role("button", name="Add 2 cards").click()
    for card in ("Food for all", "A place to sit"):
        expect(maria.page.locator(".card--own", has_text=card)).to_be_visible()
    expect(maria.page.locator(".card--own")).to_have_count(2)


def test_lines_pasted_into_an_entry_become_entries_after_a_look(room: tuple[Facilitator, Participant, Participant]) -> None:
    facilitator, maria, _ = room
    facilitator.go_to("Goals", "Goals")
    maria.page.get_by_role("button", name="Add a goal").click()
    maria.page.get_by_role("dialog").get_by_role("textbox").first.focus()
    paste(maria.page, "text/plain", "Meals people choose\nA place to sit")
    maria.page.get_by_role("button", name="Add 2 goals").click()
    for goal in ("Meals people choose", "A place to sit"):
        expect(maria.page.locator(".entry", has_text=goal)).to_be_visible()
    expect(maria.page.get_by_role("dialog")).to_have_count(0)
