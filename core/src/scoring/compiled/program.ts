import type { Grading, Scheme } from '../../scheme/index.ts';
import { Emitter, PRELUDE, TableTexts } from './emit.ts';
import type { Expression } from './expression.ts';
import { isInt32, type Layout, layOut } from './layout.ts';
import { Lowering } from './lowering/context.ts';
import { lowerGrade, orderFigures } from './lowering/grade.ts';
import { type LoweredTotal, lowerTotal } from './lowering/total.ts';
import { NotCompilable } from './not-compilable.ts';
import { incompleteKey, type KeyForm, keyText } from './order-key.ts';
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

interface Piece {
  readonly name: string;
  readonly roots: readonly Expression[];
}

const ARGUMENTS = 'r, a, b, d, c, g';

/** One function for each top-level branch of a sheet keeps every body small enough to be optimised quickly. */
function splitPieces(pieces: readonly Expression[], outputs: readonly Expression[]): Piece[] {
  const worth = pieces.filter((e) => e.op !== 'constant' && e.op !== 'slot');
  const stop = new Set(worth.map((e) => e.id));
  const main = reach(outputs, stop);
  const taken = new Set(stop);
  return worth.map((root, i) => {
    const shared = [...reach([root], new Set()).values()].filter(
      (e) => isHeavy(e) && main.has(e.id) && !taken.has(e.id),
    );
    for (const e of shared) taken.add(e.id);
    return { name: `piece${i}`, roots: [root, ...shared] };
  });
}

const masksOf = (classes: number): string => {
  if (classes <= 1) return '';
  if (classes === 2) return ', m1 = -c';
  if (classes === 3) return ', m1 = -(c & 1), m2 = -(c >> 1)';
  return ', m1 = -(c === 1), m2 = -(c === 2), m3 = -(c === 3)';
};

function pieceFunction(piece: Piece, classes: number, layout: Layout, tables: TableTexts): string {
  const emitter = new Emitter(layout, tables);
  emitter.plan(piece.roots);
  const [result, ...others] = piece.roots.map((root) => emitter.text(root));
  const lines = [...emitter.lines, ...others.map((text, i) => `R[${i}] = ${text};`), `return ${result};`];
  const masks = masksOf(classes);
  const head = `${masks === '' ? '' : `  const ${masks.slice(2)};\n`}${emitter.declaration()}`;
  return `function ${piece.name}(${ARGUMENTS}) {\n${head}${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

/** Where a piece leaves what others read beside its result. */
function scratch(pieces: readonly Piece[]): string {
  const size = Math.max(1, ...pieces.map(({ roots }) => roots.length - 1));
  const narrow = pieces.every(({ roots }) => roots.every((e) => isInt32(e.low, e.high)));
  return `const R = new ${narrow ? 'Int32Array' : 'Float64Array'}(${size});\n`;
}

interface Output {
  readonly target: string;
  readonly text: (emitter: Emitter) => string;
  readonly reads: readonly Expression[];
}

function writeLoop(
  name: string,
  outputs: readonly Output[],
  pieces: readonly Piece[],
  low: Lowering,
  layout: Layout,
  tables: TableTexts,
): string {
  const emitter = new Emitter(layout, tables);
  const calls = pieces.flatMap(({ name: piece, roots }) =>
    roots.map((root, i) => {
      emitter.import(root, `v${root.id}`);
      return `const v${root.id} = ${i === 0 ? `${piece}(${ARGUMENTS})` : `R[${i - 1}]`};`;
    }),
  );
  emitter.plan(outputs.flatMap((output) => output.reads));
  const writes = outputs.map((output) => `${output.target} = ${output.text(emitter)};`);
  const { rows16, rows32, rows64 } = layout.width;
  const places = `a = r * ${rows16}, b = r * ${rows32}, d = r * ${rows64}`;
  return `function ${name}(lo, hi) {
${emitter.declaration()}  for (let r = lo; r < hi; r++) {
    const u = M[r], c = C[r], q = Q[r], g = q * ${low.figures}, ${places}${masksOf(low.classes.length)};
${[...calls, ...emitter.lines, ...writes].map((line) => `    ${line}\n`).join('')}  }
}\n`;
}

/** Stages are columns that a cohort figure needs of every subject before the main pass. */
const stageOutputs = (low: Lowering, layout: Layout): Output[][] =>
  low.passes.flatMap((pass) => {
    if (!('stage' in pass)) return [];
    const { slot, expression } = pass.stage;
    const target = `k${layout.places[slot]!.at}[r]`;
    return [[{ target, text: (e: Emitter) => e.text(expression), reads: [expression] }]];
  });

/** Writes a lowered group's program: `{ stages, evaluate }` over its bound arrays. */
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
  const functions = pieces.map((piece) => pieceFunction(piece, low.classes.length, layout, tables));
  const evaluate = writeLoop('evaluate', outputs, pieces, low, layout, tables);
  const stages = stageOutputs(low, layout).map((list, i) => writeLoop(`stage${i}`, list, [], low, layout, tables));
  const columns = Array.from({ length: layout.width.column }, (_, i) => `const k${i} = columns[${i}];`);
  const source = [
    PRELUDE,
    scratch(pieces),
    ...columns.map((line) => `${line}\n`),
    ...tables.lines.map((line) => `${line}\n`),
    ...functions,
    ...stages,
    evaluate,
    `return { evaluate, stages: [${stages.map((_, i) => `stage${i}`).join(', ')}] };\n`,
  ].join('');
  return { low, orderFigures: order.length, layout, source };
}
