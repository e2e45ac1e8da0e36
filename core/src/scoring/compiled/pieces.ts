import { Emitter, type TableTexts } from './emit.ts';
import type { Expression } from './expression.ts';
import { isInt32, type Layout } from './layout.ts';

/** One function of a program: a top-level branch of a sheet, and what it hands over beside its result. */
export interface Piece {
  readonly name: string;
  readonly roots: readonly Expression[];
  /** Where its figures begin among those of a subject. */
  readonly at: number;
  /** The inputs that it reads, by number. */
  readonly slots: ReadonlySet<number>;
}

/** What a piece's function, and the one that ends a subject, are given: the row and where its values begin. */
export const ARGUMENTS = 'r, a, b, d, c, g, p';

/** Divisions and panels are worth handing over from a piece's function; everything else is as quickly computed again. */
const isHeavy = (e: Expression): boolean => e.op === 'halfUp' || e.op === 'floorDivide' || e.op === 'panel';

function reach(roots: readonly Expression[], stop: ReadonlySet<number>): Map<number, Expression> {
  const found = new Map<number, Expression>();
  const walk = (e: Expression): void => {
    if (found.has(e.id)) return;
    found.set(e.id, e);
    if (!stop.has(e.id)) for (const arg of e.args) walk(arg);
  };
  for (const root of roots) walk(root);
  return found;
}

const NOWHERE: ReadonlySet<number> = new Set();

/** One function for each top-level branch of a sheet keeps every body small enough to be optimised quickly. */
export function splitPieces(branches: readonly Expression[], outputs: readonly Expression[]): Piece[] {
  const worth = branches.filter((e) => e.op !== 'constant' && e.op !== 'slot');
  const taken = new Set(worth.map((e) => e.id));
  const main = reach(outputs, new Set(taken));
  let at = 0;
  return worth.map((root, i) => {
    const inside = [...reach([root], NOWHERE).values()];
    const shared = inside.filter((e) => isHeavy(e) && main.has(e.id) && !taken.has(e.id));
    for (const e of shared) taken.add(e.id);
    const slots = new Set(inside.filter((e) => e.op === 'slot').map((e) => e.value));
    const piece = { name: `piece${i}`, roots: [root, ...shared], at, slots };
    at += piece.roots.length;
    return piece;
  });
}

/** The figures that the pieces of a subject leave: how many, whether they fit 31 bits, and for how many subjects. */
export interface Partials {
  readonly width: number;
  readonly narrow: boolean;
  /** Kept for every subject, so that a change can use them again; else overwritten by the next. */
  readonly kept: boolean;
}

export function partialsOf(pieces: readonly Piece[], kept: boolean): Partials {
  const roots = pieces.flatMap((piece) => piece.roots);
  return { width: roots.length, narrow: roots.every((e) => isInt32(e.low, e.high)), kept };
}

/** Where a change of an input leads: to one piece, to none, or to so much that the subject is evaluated anew. */
export const NO_PIECE = -1;
export const EVERYTHING = -2;

export function pieceReading(slot: number, pieces: readonly Piece[], partials: Partials): number {
  const reading = pieces.flatMap((piece, i) => (piece.slots.has(slot) ? [i] : []));
  return reading.length > 1 || !partials.kept ? EVERYTHING : (reading[0] ?? NO_PIECE);
}

const masksOf = (classes: number): string => {
  if (classes <= 1) return '';
  if (classes === 2) return '  const m1 = -c;\n';
  if (classes === 3) return '  const m1 = -(c & 1), m2 = -(c >> 1);\n';
  return '  const m1 = -(c === 1), m2 = -(c === 2), m3 = -(c === 3);\n';
};

/** A function over one subject. */
export function rowFunction(name: string, classes: number, emitter: Emitter, writes: readonly string[]): string {
  const lines = [...emitter.lines, ...writes].map((line) => `  ${line}\n`).join('');
  return `function ${name}(${ARGUMENTS}) {\n${masksOf(classes)}${emitter.declaration()}${lines}}\n`;
}

/** The function of a piece leaves its figures in P, for whoever ends the subject. */
export function pieceFunction(piece: Piece, classes: number, layout: Layout, tables: TableTexts): string {
  const emitter = new Emitter(layout, tables);
  emitter.plan(piece.roots);
  const writes = piece.roots.map((root, i) => `P[p + ${piece.at + i}] = ${emitter.text(root)};`);
  return rowFunction(piece.name, classes, emitter, writes);
}
