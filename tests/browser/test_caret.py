"""The caret stays where its writer has just put it, whatever comes in that moment.

A browser moves the caret first and tells of it a little later. Here the others, or the next key, come exactly between the two.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import is_stored, text_of
from tests.browser.room import MODULES, Room

HOLD = f"""async () => {{
  {MODULES}
  window.held = [];
  text.hear = (message) => held.push(message);
}}"""
"""What the others write arrives, and is not looked at yet."""
MOVE_AND_HEAR = f"""async () => {{
  {MODULES}
  delete text.hear;
  getSelection().modify('move', 'backward', 'word');
  held.forEach((message) => text.hear(message));
}}"""
MOVE_AND_SEE = f"""async () => {{
  {MODULES}
  const {{ draw, placeAt }} = await written('marks');
  const {{ editor }} = document.querySelector('.editor__doc');
  const [anchor, head] = [2, 4].map((at) => placeAt(editor.state, at));
  getSelection().modify('move', 'backward', 'word');
  draw(editor, {{ flags: [{{ key: 'one', anchor, head, ink: 'org-2', initials: 'RO', name: 'Ro' }}], passages: [] }});
  return document.querySelector('.picked')?.textContent;
}}"""
MOVE_AND_PRESS = """() => {
  getSelection().modify('move', 'backward', 'word');
  const enter = { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true };
  document.querySelector('.editor__doc').dispatchEvent(new KeyboardEvent('keydown', enter));
}"""

MAKE_ANEW = f"""async () => {{
  {MODULES}
  text.renew();
  await text.open();
}}"""


@pytest.fixture
def maria(writing_room: Room) -> Page:
    """Maria's page; she has written two words of three, the middle one is to come."""
    page = writing_room.maria.page
    text_of(page).press("Control+A")
    page.keyboard.type("for all")
    return page


def test_when_the_words_of_somebody_else_come_in(writing_room: Room, maria: Page) -> None:
    ro = writing_room.ro.page
    expect(text_of(ro)).to_contain_text("for all")
    maria.evaluate(HOLD)
    text_of(ro).press("Control+End")
    ro.keyboard.type("!")
    maria.wait_for_function("() => held.length > 0")
    maria.evaluate(MOVE_AND_HEAR)
    maria.keyboard.insert_text("us ")
    is_stored(maria, "for us all!")


def test_when_the_caret_of_somebody_else_is_drawn(maria: Page) -> None:
    assert maria.evaluate(MOVE_AND_SEE) == "or"
    maria.keyboard.insert_text("us ")
    is_stored(maria, "for us all")


def test_when_the_next_key_is_pressed(maria: Page) -> None:
    maria.evaluate(MOVE_AND_PRESS)
    is_stored(maria, "for\n\nall")


def test_when_the_document_is_made_anew(maria: Page) -> None:
    is_stored(maria, "for all")
    maria.keyboard.press("Control+ArrowLeft")
    maria.evaluate(MAKE_ANEW)
    maria.wait_for_selector(".editor__doc:focus")
    maria.keyboard.insert_text("us ")
    is_stored(maria, "for us all")
