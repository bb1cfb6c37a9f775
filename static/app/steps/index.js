/**
 * The step kinds, each a module named as its Python twin. A module exports `Now` (what a participant does), `Stage` (the centre of
 * the facilitator's console), `Wall` (the projector) and may export `primary` (the next thing the facilitator would do)
 * and `lede` (the line under the question, where the agenda's own help is not enough). The room draws the question itself, unless
 * `headed` says that the step brings another heading.
 */
import * as capacity from './capacity.js';
import * as decide from './decide.js';
import * as draft from './draft.js';
import * as entries from './entries.js';
import * as gather from './gather.js';
import * as group from './group.js';
import * as prioritise from './prioritise.js';
import * as pulse from './pulse.js';
import * as review from './review.js';
import * as sign from './sign.js';
import * as welcome from './welcome.js';

/**
 * @typedef {{id: string, kind: string, title: string, prompt: string, help: string, options: any, revealed: boolean, done: number, of: number}} Step
 * @typedef {{label: string, icon: string, command: string, fields: Record<string, any>}} Primary
 * @typedef {{Now: any, Stage: any, Wall: any, lede?: (step: Step) => string, headed?: (step: Step) => boolean, primary?: (props: {step: Step}) => Primary | null}} StepKind
 */

/** @type {Record<string, StepKind>} */
export const kinds = { welcome, pulse, gather, group, prioritise, draft, entries, capacity, decide, review, sign };
