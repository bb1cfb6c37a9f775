"""Nothing runs out of a screen, whatever its width; nothing is cut off; and the console needs no scrolling on a small laptop."""

from playwright.sync_api import Page

from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.pages import every_page
from tests.browser.story import Story

NARROW = (320, 360, 390, 768)
WIDE = (1366, 1440)

CUT_OFF = """async () => {
  // A new width is felt with the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.visually-hidden, svg, [aria-hidden=true], .skip')) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || style.visibility === 'hidden' || style.display === 'inline') continue;
    const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
    if (hides && element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== 'ellipsis')
      faults.push(`cut off: ${element.className} ${element.textContent.trim().slice(0, 40)}`);
    if (!element.children.length && element.textContent.trim() && (box.right > root.clientWidth + 1 || box.left < -1))
      faults.push(`outside: ${element.className} ${element.textContent.trim().slice(0, 40)}`);
  }
  return faults.slice(0, 4);
}"""


def faults(page: Page, where: str, widths: tuple[int, ...]) -> list[str]:
    """What does not fit, at each of these widths."""
    size = page.viewport_size
    assert size
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800 if width < 1000 else 768})
        found += [f"{where}, {page.url.split('/')[-1]}, {width}: {fault}" for fault in page.evaluate(CUT_OFF)]
    page.set_viewport_size(size)
    return found


def needs_scrolling(console: Page, where: str) -> list[str]:
    """On 1366 × 768 all of the console is in sight."""
    over = console.evaluate("document.documentElement.scrollHeight - document.documentElement.clientHeight")
    return [f"{where}: the console is {over} px too high"] if over > 0 else []


def test_every_screen_of_a_whole_workshop(house: House, devices: Devices) -> None:
    story = Story(house, devices)
    found = []
    for scene in story.scenes():
        found += needs_scrolling(story.facilitator.page, scene)
        found += faults(story.maria.page, f"{scene}, phone", NARROW)
        found += faults(story.ida.page, f"{scene}, laptop", WIDE)
        found += faults(story.facilitator.page, f"{scene}, console", WIDE)
        if story.wall:
            found += faults(story.wall, f"{scene}, wall", (1366, 1920))
        if scene in ("goals", "sign, all have answered"):
            for view in ("Plan", "People"):
                story.maria.tab(view)
                found += faults(story.maria.page, f"{scene}, {view}", NARROW)
            story.maria.tab("Now")

    assert not found, "\n".join(found)


def test_every_page(house: House, devices: Devices) -> None:
    found = []
    for where, page in every_page(house, devices):
        if "console" not in where:
            found += faults(page, where, (*NARROW, *WIDE))

    assert not found, "\n".join(found)
