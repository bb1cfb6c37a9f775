"""Somebody who has only a keyboard, and looks where the focus is at each press of a key."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

FOCUSED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const label = element.labels?.[0]?.textContent ?? '';
  const name = element.getAttribute('aria-label') || label || element.textContent || '';
  const outlined = [element, ...['label', '.option', '.radio', '.editor'].map((near) => element.closest(near))].filter(Boolean)
    .some((one) => { const style = getComputedStyle(one); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; });
  const box = element.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  // What only a script can focus, such as a heading, is where reading begins, and no stop.
  const seen = element.tabIndex < 0 || (outlined && inSight);
  return { name: name.replace(/\\s+/g, ' ').trim(), tag: element.tagName, seen };
}"""

LANDED = """(button) => new Promise((done) => {
  new MutationObserver((_, seen) => {
    seen.disconnect();
    const at = document.activeElement;
    done((at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent).replace(/\\s+/g, ' ').trim());
  }).observe(document.querySelector('main'), { childList: true, subtree: true });
  button.click();
})"""
"""Press a button, and say what has the focus with the first thing that is drawn then: no key can come before that."""

FRAMES = 30
"""Looks that a focus is given until it can be seen, two frames each."""
FARTHEST = 120
"""No way on a page may take more presses of the Tab key than this."""


class Keyboard:
    """A page without a mouse and without touch."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Into whatever has the focus."""
        self.page.keyboard.insert_text(words)

    def focused(self) -> dict[str, Any] | None:
        """What has the focus, once the browser has brought it into sight, which may take it a few frames; None for nothing."""
        for _ in range(FRAMES):
            focused: dict[str, Any] | None = self.page.evaluate(FOCUSED)
            if focused is None or focused["seen"]:
                break
        return focused

    def reach(self, name: str, *, nth: int = 0) -> None:
        """Tab to what is called this (the start of its name counts), and see it at every stop on the way."""
        passed = []
        for _ in range(FARTHEST):
            self.press("Tab")
            focused = self.focused()
            if focused is None:
                continue
            passed.append(focused["name"])
            assert focused["seen"], f"The focus cannot be seen on “{focused['name']}” ({focused['tag']}), after {passed}"
            if focused["name"].startswith(name):
                if nth == 0:
                    return
                nth -= 1
        raise AssertionError(f"The keyboard does not reach “{name}”; it passed {list(dict.fromkeys(passed))}")

    def go(self, name: str, *, nth: int = 0) -> None:
        """Reach it and press Enter."""
        self.reach(name, nth=nth)
        self.press("Enter")

    def lands(self, button: Locator, on: str) -> None:
        """Pressing the button draws something, and the focus is on what is called this (its start) before another key can be pressed."""
        landed = button.evaluate(LANDED)
        assert landed.startswith(on), f"The focus is on “{landed[:80]}” and not on “{on}”"

    def holds_focus(self) -> None:
        """The focus is somewhere, and was not dropped to the top of the page."""
        expect(self.page.locator(":focus")).to_have_count(1)

    def is_asked(self, question: str) -> None:
        """The screen is about this, and the focus has gone there."""
        heading = self.page.get_by_role("heading", level=1, name=question)
        expect(heading).to_be_visible()
        expect(heading).to_be_focused()
