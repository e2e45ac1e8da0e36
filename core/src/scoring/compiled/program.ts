import type { Grading, Scheme } from '../../scheme/index.ts';
import { Emitter, PRELUDE, TableTexts } from './emit.ts';
import type { Expression } from './expression.ts';
import { isInt32, type Layout, layOut } from './layout.ts';
import { Lowering, type Stage } from './lowering/context.ts';
import { lowerGrade, orderFigures } from './lowering/grade.ts';
import { type LoweredTotal, lowerTotal } from './lowering/total.ts';
import { NotCompilable } from './not-compilable.ts';
import { incompleteKey, type KeyForm, keyText } from './order-key.ts';
import {
  ARGUMENTS,
  type Partials,
  type Piece,
  partialsOf,
  pieceFunction,
  pieceReading,
  rowFunction,
  splitPieces,
} from './pieces.ts';
import type { SlotRanges } from './slots.ts';

/** A total that cannot be told, because something is missing. */
export const NO_TOTAL = -(2 ** 31);

/** One group's (or several like groups') scheme as expressions, before it is written out. */
export interface LoweredGroup {
  readonly low: Lowering;
  readonly total: LoweredTotal;
  readonly order: readonly Expression[];
  /** Absent where grades are judged. */
  readonly grade: Expression | undefined;
}

/** A group's scheme as source text with the places of its inputs. */
export interface Program {
  readonly low: Lowering;
  /** How many figures order the group. */
  readonly orderFigures: number;
  readonly layout: Layout;
  readonly partials: Partials;
  /** By input, the piece that a change of it runs anew. */
  readonly pieceOf: readonly number[];
  readonly source: string;
}

export function lowerGroup(
  scheme: Scheme,
  group: string,
  classes: readonly (string | undefined)[],
  ranges: SlotRanges,
  subjects: number,
): LoweredGroup {
  const low = new Lowering(scheme, group, classes, ranges, subjects);
  const total = lowerTotal(low);
  if (!isInt32(total.total.low, total.total.high) || total.total.low === NO_TOTAL) {
    throw new NotCompilable('totals do not fit 31 bits');
  }
  const grading: Grading | undefined = scheme.grading.find((g) => g.groups.includes(group));
  return { low, total, order: orderFigures(grading, total, low), grade: lowerGrade(grading, total, low) };
}

interface Output {
  readonly target: string;
  readonly text: (emitter: Emitter) => string;
  readonly reads: readonly Expression[];
}

/** The function that ends a subject: from the figures of its pieces to its outputs. */
function outputFunction(
  name: string,
  outputs: readonly Output[],
  pieces: readonly Piece[],
  low: Lowering,
  layout: Layout,
  tables: TableTexts,
): string {
  const emitter = new Emitter(layout, tables);
  const figures = pieces.flatMap(({ roots, at }) =>
    roots.map((root, i) => {
      emitter.import(root, `v${root.id}`);
      return `const v${root.id} = P[p + ${at + i}];`;
    }),
  );
  emitter.lines.push('const u = M[r], q = Q[r];', ...figures);
  emitter.plan(outputs.flatMap((output) => output.reads));
  const writes = outputs.map((output) => `${output.target} = ${output.text(emitter)};`);
  return rowFunction(name, low.classes.length, emitter, writes);
}

const call = (name: string): string => `${name}(${ARGUMENTS});`;

/** `evaluate` runs everything for the rows from lo to hi, `change` one piece of one row and what follows from it. */
function runners(pieces: readonly Piece[], partials: Partials, low: Lowering, layout: Layout): string {
  const places = placesOf(low, layout, partials.kept ? partials.width : 0);
  const cases = pieces.map(({ name }, i) => `case ${i}: ${call(name)} break;`);
  return `function evaluate(lo, hi) {
  for (let r = lo; r < hi; r++) {
    ${[places, ...pieces.map(({ name }) => call(name)), call('finish')].join('\n    ')}
  }
}
function change(r, piece) {
  ${places}
  switch (piece) {
    ${cases.join('\n    ')}
  }
  ${call('finish')}
}\n`;
}

/** Where a subject's values begin: in the rows of each width, among the cohort's figures, among its pieces' figures. */
function placesOf(low: Lowering, layout: Layout, kept: number): string {
  const { rows16, rows32, rows64 } = layout.width;
  const rows = `a = r * ${rows16}, b = r * ${rows32}, d = r * ${rows64}`;
  return `const c = C[r], g = Q[r] * ${low.figures}, ${rows}, p = r * ${kept};`;
}

/** Stages are columns that a cohort figure needs of every subject before the main pass. */
const stagesOf = ({ passes }: Lowering): Stage[] => passes.flatMap((pass) => ('stage' in pass ? [pass.stage] : []));

function stageFunctions(stage: Stage, name: string, low: Lowering, layout: Layout, tables: TableTexts): string {
  const { slot, expression } = stage;
  const text = (e: Emitter): string => e.text(expression);
  const output = { target: `k${layout.places[slot]!.at}[r]`, text, reads: [expression] };
  return `${outputFunction(`${name}Of`, [output], [], low, layout, tables)}function ${name}(lo, hi) {
  for (let r = lo; r < hi; r++) {
    ${placesOf(low, layout, 0)}
    ${call(`${name}Of`)}
  }
}\n`;
}

/** Writes a lowered group's program: `{ stages, evaluate, change }` over its bound arrays. */
export function writeProgram({ low, total, order, grade }: LoweredGroup, form: KeyForm | undefined): Program {
  const layout = layOut(low.slots);
  const tables = new TableTexts();
  const { incomplete } = total;
  const unless = (text: (e: Emitter) => string, otherwise: number) => (e: Emitter) =>
    incomplete.op === 'constant' && incomplete.value === 0
      ? text(e)
      : `${e.text(incomplete)} !== 0 ? ${otherwise} : ${text(e)}`;
  const outputs: Output[] = [
    { target: 'T[u]', reads: [incomplete, total.total], text: unless((e) => e.text(total.total), NO_TOTAL) },
  ];
  if (grade) outputs.push({ target: 'F[u]', reads: [grade], text: (e) => e.text(grade) });
  if (form) {
    const key = unless((e) => keyText(form, order, (f) => e.text(f)), incompleteKey(form));
    outputs.push({ target: 'K[u]', reads: [incomplete, ...order], text: key });
  } else
    for (const [i, f] of order.entries()) outputs.push({ target: `O[${i}][u]`, reads: [f], text: (e) => e.text(f) });
  const pieces = splitPieces(
    total.pieces,
    outputs.flatMap((output) => output.reads),
  );
  const partials = partialsOf(pieces, low.passes.length === 0);
  const functions = pieces.map((piece) => pieceFunction(piece, low.classes.length, layout, tables));
  const finish = outputFunction('finish', outputs, pieces, low, layout, tables);
  const stages = stagesOf(low).map((stage, i) => ({ name: `stage${i}`, stage }));
  const passes = stages.map(({ name, stage }) => stageFunctions(stage, name, low, layout, tables));
  const columns = Array.from({ length: layout.width.column }, (_, i) => `const k${i} = columns[${i}];`);
  const source = [
    PRELUDE,
    ...columns.map((line) => `${line}\n`),
    ...tables.lines.map((line) => `${line}\n`),
    ...functions,
    ...passes,
    finish,
    runners(pieces, partials, low, layout),
    `return { evaluate, change, stages: [${stages.map(({ name }) => name).join(', ')}] };\n`,
  ].join('');
  const pieceOf = low.slots.map((_, slot) => pieceReading(slot, pieces, partials));
  return { low, orderFigures: order.length, layout, partials, pieceOf, source };
}
