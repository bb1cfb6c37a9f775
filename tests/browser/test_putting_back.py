"""Words of ours that the server has not stored: they come to it from the next page too, and out of what others take out meanwhile, once.

The moments that matter are too short to meet them by typing, so here a page's own modules are made to meet them.
"""

import pytest
from playwright.sync_api import Page

from tests.browser.documents import DOCUMENTS
from tests.browser.people import is_stored, text_of
from tests.browser.room import MODULES, Room

QUOTED = "<blockquote><paragraph>We fish. and eat</paragraph></blockquote>"

SCENE = f"""{DOCUMENTS}
  const seed = wrote(page(1), (root) => root.insert(0, [paragraph('We fish.')]));
  const ana = page(7, seed);
  const [known, unknown] = [' and', ' eat'].map((words, nth) => wrote(ana, (root) => root.get(0).get(0).insert(end + 4 * nth, words)));
  const bens = wrote(page(9, seed), (root) => {{
    root.delete(0, 1);
    root.insert(0, [quote('We fish.')]);
  }});
  const servers = wrote(page(2, seed, known, bens), (root) => root.get(0).get(0).get(0).insert(end, ' and'));
  const again = [];
  ana.on('update', (update, origin, _doc, transaction) => origin !== 'server' && again.push([update, movesOf(transaction)]));
  applied(ana, Y.mergeUpdates([bens, servers]), 'server', stored, []);"""
"""Ana types on and on, and Ben, who has not heard of it, makes it a quote. The server has her first word, and has put that back."""

THERE_AND_THEN = f"async () => {{ {SCENE} return says(ana); }}"
AFTER_A_RELOAD = f"""async () => {{
  {SCENE}
  const [[update, moved]] = again;
  const later = page(8);
  applied(later, Y.mergeUpdates([seed, known, bens, servers]), 'server', stored, moved);
  applied(later, Y.mergeUpdates([unknown, update]), 'server', stored, moved);
  return says(later);
}}"""
MOVED_BY_BOTH = f"""async () => {{
  {DOCUMENTS}
  const seed = wrote(page(1), (root) => root.insert(0, [quote('We fish.')]));
  const ana = page(7, seed);
  const known = wrote(ana, (root) => root.get(0).get(0).get(0).insert(end, ' and'));
  const moved = [];
  ana.once('afterTransaction', (transaction) => moved.push(...movesOf(transaction)));
  wrote(ana, (root) => {{
    root.get(0).get(0).get(0).delete(3, 'fish. and'.length);
    root.get(0).insert(1, [paragraph('fish. and')]);
  }});
  const bens = wrote(page(9, seed), (root) => {{
    root.delete(0, 1);
    root.insert(0, [paragraph('We fish.')]);
  }});
  const servers = wrote(page(2, seed, known, bens), (root) => root.get(0).get(0).insert(end, ' and'));
  applied(ana, Y.mergeUpdates([bens, servers]), 'server', stored, moved);
  return says(ana);
}}"""
"""Ana splits the paragraph in a quote that Ben makes none, who has not heard of her last word; the server has put that back."""
A_QUOTE_AFTER_A_STOP = f"""async () => {{
  {SCENE}
  const ben = page(9, seed);
  const moves = [];
  ben.on('afterTransaction', (transaction) => moves.push(...movesOf(transaction)));
  wrote(ben, (root) => {{
    root.delete(0, 1);
    root.insert(0, [paragraph('.'), quote('We fish.')]);
  }});
  return moves;
}}"""
JOINED = f"""async () => {{
  {DOCUMENTS}
  const ben = page(9, wrote(page(1), (root) => root.insert(0, [paragraph('We fish. '), paragraph('and eat. ')])));
  const moves = [];
  ben.on('afterTransaction', (transaction) => moves.push(...movesOf(transaction)));
  wrote(ben, (root) => {{
    root.get(0).get(0).insert(end, ' and eat.');
    root.delete(1, 1);
  }});
  return moves;
}}"""
"""Two paragraphs become one, as an editor does it that looks for what is new in the first, and finds it before a space."""
SPLIT = f"""async () => {{
  {DOCUMENTS}
  const ben = page(9, wrote(page(1), (root) => root.insert(0, [paragraph('We fish and eat ')])));
  const moves = [];
  ben.on('afterTransaction', (transaction) => moves.push(...movesOf(transaction)));
  wrote(ben, (root) => {{
    root.get(0).get(0).delete('We fish'.length, ' and eat'.length);
    root.insert(1, [paragraph('and eat ')]);
  }});
  return moves;
}}"""
"""One paragraph becomes two, and the space that stays in the first is the last and not the one before the words."""
NOTE_THE_FIRST = f"""async () => {{
  {MODULES}
  window.first = null;
  text.doc.value.on('update', (update) => (window.first ??= update));
}}"""
LEAVE_TOO_EARLY = f"""async () => {{
  {MODULES}
  const {{ keep }} = await written('kept');
  await keep({{ of: text.delivery.of, epoch: text.epoch, update: window.first, moved: [] }});
  text.delivery.open = false;
}}"""
"""The server has said that it has all, and the first of it is not forgotten yet; what comes now is not sent any more."""


@pytest.fixture(scope="module")
def page(writing_room: Room) -> Page:
    """A page with a text in it."""
    return writing_room.maria.page


def test_what_was_typed_on_to_stored_words_is_put_back(page: Page) -> None:
    assert page.evaluate(THERE_AND_THEN) == QUOTED


def test_what_was_put_back_before_is_not_put_back_by_the_next_page(page: Page) -> None:
    assert page.evaluate(AFTER_A_RELOAD) == QUOTED


def test_what_the_server_has_put_back_is_not_put_back_by_whoever_moved_it(page: Page) -> None:
    assert page.evaluate(MOVED_BY_BOTH) == "<paragraph>We fish. and</paragraph>"


def test_a_sign_that_ends_a_paragraph_too_is_not_taken_for_its_copy(page: Page) -> None:
    # A paragraph, a text and words in it; after those of Ben's that holds the sign, his quote with another.
    assert page.evaluate(A_QUOTE_AFTER_A_STOP) == [[1, 2, len("We fish."), 9, 6]]


def test_what_joins_or_leaves_a_paragraph_is_known_though_it_is_shifted(page: Page) -> None:
    # Before it are a paragraph, a text and the words in it, and then its own paragraph and text.
    before_it = 2 + len("We fish. ") + 2
    assert page.evaluate(JOINED) == [[1, before_it, len("and eat."), 9, 1]]
    before_it = 2 + len("We fish ")
    assert page.evaluate(SPLIT) == [[1, before_it, len("and eat"), 9, 2]]


def test_what_the_server_has_is_not_sent_again_by_the_next_page(page: Page) -> None:
    text_of(page).press("Control+A")
    page.keyboard.type("We")
    is_stored(page, "We")
    page.evaluate(NOTE_THE_FIRST)
    page.keyboard.type(" eat")
    is_stored(page, "We eat")
    page.evaluate(LEAVE_TOO_EARLY)
    page.keyboard.type(" together.")
    page.reload()
    is_stored(page, "We eat together.")
