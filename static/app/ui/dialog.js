/** A native dialog: the browser keeps the focus inside and gives it back, Escape closes, and what lies behind is inert. */
import { html, useId, useLayoutEffect, useRef } from '../../vendor/ui.js';
import { Icon } from './icon.js';

/**
 * Shown as long as it is rendered.
 * @param {{title: string, onClose: () => void, children?: any, foot?: any, wide?: boolean}} props
 */
export function Dialog({ title, onClose, children, foot, wide }) {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const heading = useId();
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    // What comes late, such as an explanation, must not push away what one is at.
    const grown = new ResizeObserver(() => {
      const at = document.activeElement;
      if (at !== box.current && box.current?.contains(at)) at?.scrollIntoView({ block: 'nearest' });
    });
    if (box.current?.firstElementChild) grown.observe(box.current.firstElementChild);
    // Rendering away removes the element before it could close, and the browser would then drop the focus to the page.
    return () => {
      grown.disconnect();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    onClose();
  };
  // Not every browser brings what the Tab key reaches into sight where a dialog scrolls by itself.
  const reached = (/** @type {any} */ event) => event.target !== box.current && event.target.scrollIntoView({ block: 'nearest' });
  const outside = (/** @type {MouseEvent} */ event) => event.target === box.current && onClose();
  return html`<dialog class=${`dialog ${wide ? 'dialog--wide' : ''}`} ref=${box} aria-labelledby=${heading} onCancel=${cancel} onMouseDown=${outside} onFocusIn=${reached}>
    <div class="dialog__in">
      <header class="dialog__head">
        <h2 class="h-card" id=${heading}>${title}</h2>
        <button type="button" class="btn btn--icon btn--quiet" aria-label="Close" onClick=${onClose}><${Icon} name="x" /></button>
      </header>
      <div class="dialog__body">${children}</div>
      ${foot && html`<footer class="dialog__foot">${foot}</footer>`}
    </div>
  </dialog>`;
}
