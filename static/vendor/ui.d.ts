/** Types of `ui.js`, for `./dev check`; never sent to a browser's engine. */
import type { VNode } from "preact";

export { createRef, Fragment, h, render } from "preact";
export type { ComponentChild, ComponentChildren, RefObject, VNode } from "preact";
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
export type { ReadonlySignal, Signal } from "@preact/signals";

/** htm gives an array for several roots; our components have one. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
