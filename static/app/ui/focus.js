/** The focus is never lost: when what had it is drawn away (a form that was sent, a button that did its work), what held it takes over. */

/** The last focused element and what it stood in, from the inside out. @type {HTMLElement[]} */
let chain = [];

/** @param {Element | null} element @returns {HTMLElement[]} */
function chainOf(element) {
  const found = [];
  for (let at = element; at instanceof HTMLElement && at !== document.body; at = at.parentElement) found.push(at);
  return found;
}

/** Without it a keyboard would start again from the top of the page, and a screen reader fall silent. */
function recover() {
  if (!chain.length || chain[0].isConnected || document.activeElement !== document.body) return;
  const nearest = chain.find((element) => element.isConnected);
  const holder = nearest?.tagName === 'MAIN' ? (nearest.querySelector('h1') ?? nearest) : nearest;
  if (!(holder instanceof HTMLElement)) return;
  if (!holder.hasAttribute('tabindex')) {
    holder.tabIndex = -1;
    holder.addEventListener('blur', () => holder.removeAttribute('tabindex'), { once: true });
  }
  holder.focus({ preventScroll: true });
}

/**
 * Go on once what was just said is drawn, which Preact does before the browser does anything else: a frame later a key may be for the wrong place.
 * @param {() => void} then
 */
export const onceDrawn = (then) => queueMicrotask(then);

/** @param {HTMLElement} root watch over everything in it, as long as the page lives */
export function holdFocus(root) {
  root.addEventListener('focusin', (event) => (chain = chainOf(/** @type {Element} */ (event.target))));
  const left = (/** @type {FocusEvent} */ event) => {
    // On the way to something else nobody is lost, even where leaving draws away what was left. Heard first, for that is done at once.
    if (event.relatedTarget instanceof Element) chain = chainOf(event.relatedTarget);
    // Somebody who presses beside everything lets go on purpose. What is drawn away loses the focus while it is still there.
    else queueMicrotask(() => /** @type {Element} */ (event.target).isConnected && (chain = chainOf(document.activeElement)));
  };
  root.addEventListener('focusout', left, { capture: true });
  new MutationObserver(recover).observe(root, { childList: true, subtree: true });
}
