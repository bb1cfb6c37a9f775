"""No key at the edge of a paragraph, and no button, costs a word, however lists and quotes stand in each other."""

import os
import random
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import text_of
from tests.browser.room import Room

PRESSED = """([before, key, from, to]) => {
  const { editor } = document.querySelector('.editor__doc');
  editor.commands.setContent(before);
  const edges = [];
  editor.state.doc.descendants((node, at) => void (node.isTextblock && edges.push([at + 1, at + 1 + node.content.size])));
  const [first, last] = [edges[from % edges.length], edges[to % edges.length]];
  const edge = { Delete: first[1], Backspace: first[0], Enter: first[to % 2] }[key];
  const [anchor, head] = edge ? [edge, edge] : [first[0], last[1]].sort((one, other) => one - other);
  editor.commands.setTextSelection({ from: anchor, to: head });
  if (editor.commands[key]) editor.commands[key]();
  else {
    const code = { Backspace: 8, Delete: 46, Enter: 13, '[': 219, ']': 221 }[key];
    const event = new KeyboardEvent('keydown', { key, keyCode: code, ctrlKey: code > 200, bubbles: true, cancelable: true });
    editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
  }
  return editor.getText({ blockSeparator: '' });
}"""
"""A text, and in it a key or a button at the edge of a paragraph, or over several."""
KEYS = ["Backspace", "Delete", "Enter", "[", "]", "toggleBulletList", "toggleOrderedList", "toggleBlockquote"]
NESTED = ["<blockquote><p>b</p><p>c</p></blockquote>", "<ul><li><p>b</p></li><li><p>c</p></li></ul>", "<p>b</p><ul><li><p>c</p></li></ul>"]
TRIES = 400


class Chance(random.Random):
    """Draws texts, each paragraph with letters of its own."""

    letters = 0

    def text(self) -> str:
        """Two blocks or more."""
        self.letters = 0
        return self.blocks(0) + self.blocks(0)

    def blocks(self, depth: int) -> str:
        """One block or two, with others in them."""
        return "".join(self.block(depth) for _ in range(self.randint(1, 2)))

    def block(self, depth: int) -> str:
        """A paragraph, a quote or a list."""
        tag = self.choice(["p", "p", "p", "blockquote", "ul", "ol"] if depth < 3 else ["p"])
        if tag == "p":
            self.letters += 1
            return f"<p>{chr(0x4DFF + self.letters)}</p>" if self.random() < 0.9 else "<p></p>"
        if tag == "blockquote":
            return f"<blockquote>{self.blocks(depth + 1)}</blockquote>"
        return f"<{tag}>{''.join(f'<li>{self.blocks(depth + 1)}</li>' for _ in range(self.randint(1, 3)))}</{tag}>"


def words(text: str) -> list[str]:
    """The letters of a text, sorted, without its tags."""
    return sorted(re.sub(r"<[^>]*>|\s", "", text))


@pytest.fixture(scope="module")
def page(writing_room: Room) -> Page:
    """A page with a text in it."""
    expect(text_of(writing_room.maria.page)).to_be_visible()
    return writing_room.maria.page


@pytest.mark.parametrize("item", NESTED)
def test_delete_before_an_item_with_more_than_a_paragraph_keeps_all_of_it(page: Page, item: str) -> None:
    assert words(page.evaluate(PRESSED, [f"<ul><li><p>a</p></li><li>{item}</li></ul><p>d</p>", "Delete", 0, 0])) == list("abcd")


def test_enter_in_an_empty_item_keeps_what_follows_its_list(page: Page) -> None:
    text = "<ul><li><ul><li><p>a</p></li><li><p>b</p><p></p></li></ul><ul><li><p>c</p></li></ul></li></ul><p>d</p>"
    assert words(page.evaluate(PRESSED, [text, "Enter", 2, 0])) == list("abcd")


def test_no_key_and_no_button_costs_a_word(page: Page) -> None:
    seed = int(os.environ.get("WRITING_SEED", random.randrange(10**6)))
    print(f"WRITING_SEED={seed}")
    chance = Chance(seed)
    for _ in range(TRIES):
        before, key = chance.text(), chance.choice(KEYS)
        after = page.evaluate(PRESSED, [before, key, chance.randrange(100), chance.randrange(100)])
        assert words(after) == words(before), (before, key, after)
