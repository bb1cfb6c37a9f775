"""Undo where others write in the same text: what they wrote stays, and nothing that they moved meanwhile comes twice."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.documents import DOCUMENTS
from tests.browser.people import is_stored, text_of
from tests.browser.room import Room

SCENE = f"""{DOCUMENTS}
  const {{ kinOf }} = await written('kin');
  const {{ ySyncPluginKey }} = await written('../../vendor/editor');
  const seed = wrote(page(1), (root) => root.insert(0, [paragraph('We fish and eat.')]));
  const half = 'We fish'.length;
  const ana = page(7, seed);
  const manager = kinOf(ana).undoing();
  const moves = [];
  ana.on('afterTransaction', (transaction) => transaction.origin !== 'server' && moves.push(kinOf(ana).after(transaction)));
  const does = (change) => ana.transact(() => change(ana.getXmlFragment('text')), ySyncPluginKey);
  const splits = (root) => {{
    root.get(0).get(0).delete(half, ' and eat.'.length);
    root.insert(1, [paragraph(' and eat.')]);
  }};
  const hears = (update) => Y.applyUpdate(ana, update, 'server');"""

MOVED_BACK = f"""async () => {{
  {SCENE}
  does(splits);
  manager.undo();
  const [there, back] = moves.map((all) => all.map(([client, clock, size, to, at]) => ({{ from: [client, clock], to: [to, at], size }})));
  return [says(ana), String(there[0].to) === String(back[0].from), back[0].size, back.length];
}}"""
"""A paragraph is split, and is one again."""
MOVED_MEANWHILE = f"""async () => {{
  {SCENE}
  does(splits);
  const server = page(2, seed, Y.encodeStateAsUpdate(ana));
  hears(wrote(server, (root) => {{
    root.delete(1, 1);
    root.insert(1, [quote(' and eat.')]);
  }}));
  manager.undo();
  return says(ana);
}}"""
"""What Ana split off is a quote by now."""
OTHERS_WROTE = f"""async () => {{
  {SCENE}
  does((root) => root.insert(1, [quote('So say we')]));
  const ben = page(9, seed, Y.encodeStateAsUpdate(ana));
  hears(wrote(ben, (root) => root.get(1).get(0).get(0).insert('So say we'.length, ' all')));
  manager.undo();
  return says(ana);
}}"""
"""Ben has written in the quote that Ana made."""
EMPTY_AGAIN = f"""async () => {{
  {SCENE}
  does((root) => root.insert(1, [quote('So say we')]));
  manager.undo();
  return says(ana);
}}"""
DELETED = f"""async () => {{
  {SCENE}
  const told = [];
  does((root) => root.get(0).get(0).delete(half, ' and eat'.length));
  told.push(says(ana));
  for (const again of ['undo', 'redo', 'undo']) {{
    manager[again]();
    told.push(says(ana));
  }}
  return told;
}}"""
SHORTENED = f"""async () => {{
  {SCENE}
  does(splits);
  does((root) => root.get(1).get(0).delete(0, ' and'.length));
  const short = says(ana);
  manager.undo();
  return [short, says(ana)];
}}"""
"""In one go somebody splits a paragraph, and deletes a word of what was split off."""
BESIDE = f"""async () => {{
  {SCENE}
  does((root) => root.insert(1, [paragraph('Today ')]));
  const ben = page(9, seed, Y.encodeStateAsUpdate(ana));
  hears(wrote(ben, (root) => root.get(1).get(0).insert('Today '.length, 'we sing.')));
  manager.stopCapturing();
  does((root) => {{
    root.delete(1, 1);
    root.insert(1, [quote('Today we sing.')]);
  }});
  manager.undo();
  const quotedNoMore = says(ana);
  manager.undo();
  return [quotedNoMore, says(ana)];
}}"""
"""Ana begins, Ben goes on, she makes it a quote. What comes back from that comes back as one, and the library would let all of it go."""


@pytest.fixture(scope="module")
def page(writing_room: Room) -> Page:
    """A page with a text in it."""
    return writing_room.maria.page


def test_an_undo_tells_what_it_moved_back(page: Page) -> None:
    assert page.evaluate(MOVED_BACK) == ["<paragraph>We fish and eat.</paragraph>", True, len(" and eat."), 1]


def test_what_others_moved_meanwhile_does_not_come_back(page: Page) -> None:
    assert page.evaluate(MOVED_MEANWHILE) == "<paragraph>We fish</paragraph><blockquote><paragraph> and eat.</paragraph></blockquote>"


def test_what_others_wrote_in_what_is_undone_stays(page: Page) -> None:
    assert page.evaluate(OTHERS_WROTE) == "<paragraph>We fish and eat.</paragraph><blockquote><paragraph> all</paragraph></blockquote>"
    assert page.evaluate(EMPTY_AGAIN) == "<paragraph>We fish and eat.</paragraph>"


def test_words_beside_those_that_are_undone_stay(page: Page) -> None:
    before = "<paragraph>We fish and eat.</paragraph>"
    assert page.evaluate(BESIDE) == [f"{before}<paragraph>{words}we sing.</paragraph>" for words in ("Today ", "")]


def test_what_was_deleted_comes_back_and_goes_as_often_as_wanted(page: Page) -> None:
    without, whole = "<paragraph>We fish.</paragraph>", "<paragraph>We fish and eat.</paragraph>"
    assert page.evaluate(DELETED) == [without, whole, without, whole]
    assert page.evaluate(SHORTENED) == ["<paragraph>We fish</paragraph><paragraph> eat.</paragraph>", whole]


def test_whoever_writes_in_a_list_keeps_their_words_when_its_maker_undoes_it(writing_room: Room) -> None:
    maria, ro = writing_room.maria.page, writing_room.ro.page
    text_of(maria).press("Control+A")
    maria.keyboard.type("We fish.")
    is_stored(maria, "We fish.")
    expect(text_of(ro)).to_contain_text("We fish.")
    text_of(maria).press("Control+End")
    maria.keyboard.press("Enter")
    maria.keyboard.press("Control+Shift+8")
    maria.keyboard.type("mussels")
    expect(text_of(ro).get_by_role("listitem")).to_have_text("mussels")
    text_of(ro).press("Control+End")
    ro.keyboard.type(" and crabs")
    is_stored(ro, "mussels and crabs")
    expect(text_of(maria)).to_contain_text("mussels and crabs")
    for _ in range(12):
        text_of(maria).press("Control+Z")
    is_stored(maria, "and crabs")
    for page in (maria, ro):
        expect(text_of(page)).not_to_contain_text("mussels")
        expect(text_of(page)).to_contain_text("and crabs")
