"""Two who split one paragraph, of whom one has no network: every word is there once, however short the rest was that both moved."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import is_stored, text_of
from tests.browser.room import WRITTEN, Room

WORDS = "for all of us"


SAYS = """(wanted) => {
  const all = document.querySelector('.editor__doc').cloneNode(true);
  all.querySelectorAll('.cursor').forEach((one) => one.remove());
  const paragraphs = [...all.querySelectorAll('p')].map((one) => one.textContent);
  return paragraphs.length > 2 && paragraphs.join(' ').split(/\\s+/).filter(Boolean).sort().join() === wanted;
}"""
"""A page with these words in some order, and all the paragraphs that two people began."""


INTERRUPTED = (
    "async () => {"
    + WRITTEN
    + """
  const { Delivery } = await written('delivery');
  const told = [];
  const answers = [{ ok: false, code: 'gone' }, null, { ok: false, code: 'gone' }, { ok: true }];
  const tell = { saved: () => told.push('saved'), gap: async () => null, refused: () => told.push('refused') };
  const delivery = new Delivery('a test', 'vision', tell);
  delivery.ask = async () => answers.shift() ?? Promise.reject(new Error('no network'));
  delivery.push(new Uint8Array([0, 0]), 0, []);
  delivery.open = true;
  delivery.later(0);
  while (!told.length) await new Promise(requestAnimationFrame);
  return [...told, answers.length];
}"""
)
"""A delivery whose place is gone, whose network goes then, and which finds the place gone again; what it was told, and the answers left."""


def test_words_whose_place_is_gone_are_not_held_back_where_the_network_goes_too(writing_room: Room) -> None:
    assert writing_room.ro.page.evaluate(INTERRUPTED) == ["saved", 0]


@pytest.mark.parametrize(("here", "there"), [(1, 1), (1, 2), (2, 1)])
def test_in_a_tunnel(writing_room: Room, here: int, there: int) -> None:
    maria, ro = writing_room.maria, writing_room.ro
    text_of(maria.page).press("Control+A")
    maria.page.keyboard.type(WORDS)
    is_stored(maria.page, WORDS)
    expect(text_of(ro.page)).to_contain_text(WORDS)
    maria.device.context.set_offline(True)
    for page, back in ((maria.page, here), (ro.page, there)):
        text_of(page).press("Control+End")
        for _ in range(back):
            page.keyboard.press("Control+ArrowLeft")
        page.keyboard.press("Enter")
    is_stored(ro.page, "us")
    maria.device.context.set_offline(False)
    for page in (maria.page, ro.page):
        expect(page.locator(".editor__state--saved")).to_be_visible()
        page.wait_for_function(SAYS, arg=",".join(sorted(WORDS.split())))
