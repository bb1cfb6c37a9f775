/** Drawings. They stand beside words and say nothing by themselves. */
import { html } from '../../vendor/ui.js';

const assets = document.getElementById('app')?.dataset.assets ?? '/static';

/** A line drawing of `static/icons.svg`. @param {{name: string, cls?: string}} props */
export const Icon = ({ name, cls = '' }) =>
  html`<svg class=${`icon ${cls}`} viewBox="0 0 24 24" aria-hidden="true"><use href=${`${assets}/icons.svg#i-${name}`} /></svg>`;

/** The mark of Commonplan: a sheet with people on all four sides. @param {{cls?: string}} props */
export const Mark = ({ cls = 'brand__mark' }) =>
  html`<svg class=${cls} viewBox="0 0 28 28" aria-hidden="true"><use href=${`${assets}/icons.svg#i-commonplan`} /></svg>`;
