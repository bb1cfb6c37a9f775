"""What does not fit on a screen: pages wider than their window, words cut off, a console that must be scrolled."""

from playwright.sync_api import Page

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
    // What a part scrolls sideways to is within reach.
    const scrolls = (at) => at && (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) || scrolls(at.parentElement));
    const outside = box.right > root.clientWidth + 1 || box.left < -1;
    if (outside && !element.children.length && element.textContent.trim() && !scrolls(element.parentElement))
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
