import type { Scheme } from '../../scheme/index.ts';
import { checkComparable } from './cohort-figures.ts';
import { NotCompilable } from './not-compilable.ts';
import { type KeyForm, keyForm } from './order-key.ts';
import { type LoweredGroup, lowerGroup, type Program, writeProgram } from './program.ts';
import type { SlotRanges } from './slots.ts';

/** What the compiler must know of a cohort beforehand: how many, of which classes, and the range of every input. */
export interface CohortShape {
  readonly subjects: number;
  readonly classes: readonly (string | undefined)[];
  readonly ranges: SlotRanges;
}

/** A scheme compiled for cohorts of one shape. */
export interface CompiledScheme {
  readonly scheme: Scheme;
  readonly shape: CohortShape;
  readonly programs: readonly Program[];
  /** By group in the scheme's order. */
  readonly programOf: readonly number[];
  /** Absent where the figures that order a group do not fit one number: then they are compared one by one. */
  readonly keyForm: KeyForm | undefined;
  /** Whether every group's grades can be computed here (judged grades cannot). */
  readonly grades: boolean;
}

export type Compilation =
  | { readonly ok: true; readonly compiled: CompiledScheme }
  /** The widths cannot be proved: score with the tracing form instead. */
  | { readonly ok: false; readonly reason: string };

/** Groups with the same sheets, grading and rules share a program. */
function likeness(scheme: Scheme, group: string): string {
  const sheets = scheme.sheets.map((s) => s.groups.includes(group));
  const gradings = scheme.grading.map((g) => g.groups.includes(group));
  const limits: boolean[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('appliesTo' in value) {
      const { groups } = (value as { appliesTo?: { groups?: readonly string[] } }).appliesTo ?? {};
      if (groups) limits.push(groups.includes(group));
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(scheme.sheets);
  visit(scheme.rules);
  return JSON.stringify([sheets, gradings, limits]);
}

/** Groups and classes are numbered in 8 bits. */
const MOST = 255;

function compileGroups(scheme: Scheme, shape: CohortShape): CompiledScheme {
  if (scheme.groups.length > MOST || shape.classes.length > MOST) {
    throw new NotCompilable(`more than ${MOST} groups or classes`);
  }
  const lowered: LoweredGroup[] = [];
  const known = new Map<string, number>();
  const programOf = scheme.groups.map(({ id }) => {
    const like = likeness(scheme, id);
    const index = known.get(like) ?? lowered.length;
    if (index === lowered.length) lowered.push(lowerGroup(scheme, id, shape.classes, shape.ranges, shape.subjects));
    known.set(like, index);
    return index;
  });
  for (const { low } of lowered) for (const pass of low.passes) if ('figure' in pass) checkComparable(pass.figure);
  const form = keyForm(
    lowered.map((group) => group.order),
    scheme.groups.length,
  );
  const programs = lowered.map((group) => writeProgram(group, form));
  const grades = lowered.every((group) => group.grade !== undefined);
  return { scheme, shape, programs, programOf, keyForm: form, grades };
}

/**
 * Compiles a scheme for totals over many subjects. Nothing of the scheme's text enters the generated source; widths are
 * proved from the ranges, and where that fails the answer is a reason, never an inexact figure.
 */
export function compileScheme(scheme: Scheme, shape: CohortShape): Compilation {
  try {
    return { ok: true, compiled: compileGroups(scheme, shape) };
  } catch (error) {
    if (error instanceof NotCompilable) return { ok: false, reason: error.message };
    throw error;
  }
}
