"""Words of ours that the server has not stored, in a paragraph that somebody else makes a quote: the page puts them back, and once.

Here a page's own modules work on documents that it does not show: the moments that matter are too short to meet them by typing.
"""

import pytest
from playwright.sync_api import Page

from tests.browser.room import Room

QUOTED = "<blockquote><paragraph>We fish. and eat</paragraph></blockquote>"

SCENE = """const written = (name) => import(new URL(`writing/${name}.js`, document.querySelector('script[src*="app/main.js"]').src));
  const { Y } = await written('../../vendor/editor');
  const [{ applied }, { movesOf }] = [await written('rescue'), await written('copies')];
  const page = (client, ...updates) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    updates.forEach((update) => Y.applyUpdate(doc, update));
    return doc;
  };
  const paragraph = (words) => {
    const made = new Y.XmlElement('paragraph');
    made.insert(0, [new Y.XmlText(words)]);
    return made;
  };
  const wrote = (doc, change) => {
    const updates = [];
    doc.once('update', (update) => updates.push(update));
    doc.transact(() => change(doc.getXmlFragment('text')));
    return updates[0];
  };
  const says = (doc) => doc.getXmlFragment('text').toString();
  const seed = wrote(page(1), (root) => root.insert(0, [paragraph('We fish.')]));
  const ana = page(7, seed);
  const write = (words) => wrote(ana, (root) => root.get(0).get(0).insert(root.get(0).get(0).length, words));
  const [known, unknown] = [write(' and'), write(' eat')];
  const quote = wrote(page(9, seed), (root) => {
    const quote = new Y.XmlElement('blockquote');
    quote.insert(0, [paragraph('We fish.')]);
    root.delete(0, 1);
    root.insert(0, [quote]);
  });
  const servers = wrote(page(2, seed, known, quote), (root) => root.get(0).get(0).get(0).insert('We fish.'.length, ' and'));
  const stored = new Map([[7, ' and'.length]]);
  const again = [];
  ana.on('update', (update, origin, _doc, transaction) => origin !== 'server' && again.push([update, movesOf(transaction)]));
  applied(ana, Y.mergeUpdates([quote, servers]), 'server', stored, []);"""
"""Ana types on and on, and Ben, who has not heard of it, makes it a quote. The server has her first word, and has put that back."""

THERE_AND_THEN = f"async () => {{ {SCENE} return says(ana); }}"
AFTER_A_RELOAD = f"""async () => {{
  {SCENE}
  const [[update, moved]] = again;
  const later = page(8);
  applied(later, Y.mergeUpdates([seed, known, quote, servers]), 'server', stored, moved);
  applied(later, Y.mergeUpdates([unknown, update]), 'server', stored, moved);
  return says(later);
}}"""


@pytest.fixture(scope="module")
def page(writing_room: Room) -> Page:
    """A page with a text in it."""
    return writing_room.maria.page


def test_what_was_typed_on_to_stored_words_is_put_back(page: Page) -> None:
    assert page.evaluate(THERE_AND_THEN) == QUOTED


def test_what_was_put_back_before_is_not_put_back_by_the_next_page(page: Page) -> None:
    assert page.evaluate(AFTER_A_RELOAD) == QUOTED
