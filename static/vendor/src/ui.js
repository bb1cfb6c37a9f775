/** The one door to Preact, its signals and htm: our modules import from `vendor/ui.js` only. */
import { h } from "preact";
import htm from "htm";

export { createRef, Fragment, h, render } from "preact";
export { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
export {
  batch,
  computed,
  effect,
  signal,
  untracked,
  useComputed,
  useSignal,
  useSignalEffect,
} from "@preact/signals";

/** Markup as a tagged template; the same markup gives the same tree as `h`. */
export const html = htm.bind(h);
