/**
 * Where our own caret is.
 *
 * A key or a tap moves the caret at once, and the editor hears of it a moment later. What others write in between would be drawn with
 * the caret put back to where the editor still believes it to be, so that the key seems not to have been pressed, and the next word
 * lands in the middle of another (yjs/y-prosemirror#146). A next key that comes as early would act where the caret had been. So before
 * either of them, the editor is told.
 */
export const readCaret = () => document.dispatchEvent(new Event('selectionchange'));
