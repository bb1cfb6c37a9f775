/** Somebody is early: look now and then whether the doors are open, and go in when they are. Nothing on the page changes before. */

/** Between two looks (ms). */
const PAUSE = 5000;

async function look() {
  try {
    const answered = await fetch(location.href, { cache: 'no-store' });
    const stillClosed = (await answered.text()).includes('id="look-again"');
    if (answered.ok && !stillClosed) return location.reload();
  } catch {
    // No connection at the moment: the next look may find one.
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
