import { type Column, computeFigure } from './cohort-figures.ts';
import type { CompiledScheme } from './compile.ts';
import type { Store } from './layout.ts';
import { isInt32 } from './layout.ts';
import { UNGRADED } from './lowering/grade.ts';
import { ComparedOrdering, type Ordering } from './ordering.ts';
import { EVERYTHING } from './pieces.ts';
import { NO_TOTAL, type Program } from './program.ts';
import { type CompiledQuota, compileQuota, holdQuota } from './quota.ts';
import { KeyedOrdering } from './ranking.ts';
import type { Slot } from './slots.ts';

/** Subjects in columns: the group and class of each by number, and each input as a column of integers. */
export interface CohortColumns {
  readonly n: number;
  /** Index into the scheme's groups. */
  readonly groupOf: ArrayLike<number>;
  /** Index into the shape's classes. */
  readonly classOf: ArrayLike<number>;
  /** The values of an input by subject. */
  readonly column: (key: string) => ArrayLike<number> | undefined;
}

/** By subject. A subject whose sheet is incomplete has `NO_TOTAL` and rank 0; `UNGRADED` is no grade. */
export interface CohortResults {
  readonly totals: Int32Array;
  readonly ranks: Int32Array;
  readonly grades: Uint8Array;
}

/** The subjects of one program, their inputs in rows. */
interface Part {
  readonly program: Program;
  readonly members: Uint32Array;
  readonly groupOf: Uint8Array;
  readonly classOf: Uint8Array;
  readonly columns: readonly Column[];
  readonly figures: Float64Array;
  readonly run: { readonly evaluate: Run; readonly change: Change; readonly stages: readonly Run[] };
  readonly cells: ReadonlyMap<string, Cells>;
}

/** Where the values of one input lie: row × stride + at. */
interface Cells {
  readonly values: Column;
  readonly at: number;
  readonly stride: number;
  readonly low: number;
  readonly high: number;
  /** What a change of it runs anew. */
  readonly piece: number;
}
type Run = (low: number, high: number) => void;
type Change = (row: number, piece: number) => void;

const columnArray = ({ low, high }: Slot, n: number): Column =>
  isInt32(low, high) ? new Int32Array(n) : new Float64Array(n);

/**
 * A cohort loaded into a compiled scheme: totals, ranks and grades of all subjects at once, and of one subject after a
 * changed fact. The tracing form gives the same total with its score sheet.
 */
export class CompiledCohort {
  readonly compiled: CompiledScheme;
  readonly results: CohortResults;
  private readonly ordering: Ordering;
  private readonly parts: readonly Part[];
  private readonly partOf: Uint8Array;
  private readonly rowOf: Uint32Array;
  private readonly quotas: readonly CompiledQuota[];
  private readonly candidates: Uint32Array;
  private evaluated = false;

  constructor(compiled: CompiledScheme, columns: CohortColumns) {
    const { n } = columns;
    this.compiled = compiled;
    const totals = new Int32Array(n).fill(NO_TOTAL);
    this.ordering = makeOrdering(compiled, totals, columns);
    this.results = { totals, ranks: this.ordering.ranks, grades: new Uint8Array(n).fill(UNGRADED) };
    this.partOf = new Uint8Array(n);
    this.rowOf = new Uint32Array(n);
    this.parts = compiled.programs.map((program, index) => this.loadPart(program, index, columns));
    const groups = compiled.scheme.groups.map((g) => g.id);
    this.quotas = compiled.scheme.grading.flatMap((grading) => compileQuota(grading, groups) ?? []);
    this.candidates = new Uint32Array(this.quotas.length > 0 ? n : 0);
  }

  private loadPart(program: Program, index: number, source: CohortColumns): Part {
    const { programOf } = this.compiled;
    const members = membersOf(source, (group) => programOf[group] === index);
    members.forEach((subject, row) => {
      this.partOf[subject] = index;
      this.rowOf[subject] = row;
    });
    const { layout, low } = program;
    const rows = members.length;
    const stores = {
      rows16: new Int16Array(rows * layout.width.rows16),
      rows32: new Int32Array(rows * layout.width.rows32),
      rows64: new Float64Array(rows * layout.width.rows64),
    };
    const columns: Column[] = [];
    const cells = new Map<string, Cells>();
    low.slots.forEach((slot, i) => {
      const { store, at } = layout.places[i]!;
      if (store === 'column') columns[at] = columnArray(slot, rows);
      const values = store === 'column' ? columns[at]! : stores[store];
      const place = store === 'column' ? { at: 0, stride: 1 } : { at, stride: layout.width[store] };
      cells.set(slot.key, { values, ...place, low: slot.low, high: slot.high, piece: program.pieceOf[i]! });
      fill(values, place.at, place.stride, members, source.column(slot.key));
    });
    const groupOf = Uint8Array.from(members, (subject) => source.groupOf[subject]!);
    const classOf = Uint8Array.from(members, (subject) => source.classOf[subject]!);
    const figures = new Float64Array(low.figures * this.compiled.scheme.groups.length);
    const { totals, grades } = this.results;
    const { width, narrow, kept } = program.partials;
    const partials = new (narrow ? Int32Array : Float64Array)(width * (kept ? rows : 1));
    const bound = { A: stores.rows16, B: stores.rows32, D: stores.rows64, columns, C: classOf, Q: groupOf };
    const { ordering } = this;
    const order =
      ordering instanceof ComparedOrdering ? { O: ordering.figures } : { K: (ordering as KeyedOrdering).keys };
    const outputs = { P: partials, G: figures, M: members, T: totals, F: grades, ...order };
    const run = bindProgram(program.source, { ...bound, ...outputs });
    return { program, members, groupOf, classOf, columns, figures, run, cells };
  }

  /** Scores, ranks and grades everybody anew. */
  evaluateAll(): CohortResults {
    for (const part of this.parts) {
      runPasses(part, this.compiled.scheme.groups.length);
      part.run.evaluate(0, part.members.length);
    }
    this.ordering.rankAll((group, start, end) => this.gradeGroup(group, start, end));
    for (const quota of this.quotas) if (quota.pooled) this.gradePool(quota);
    this.evaluated = true;
    return this.results;
  }

  /** Holds the quotas of one group: its complete subjects lie at start to end of the order. */
  private gradeGroup(group: number, start: number, end: number): void {
    for (const quota of this.quotas) {
      if (quota.pooled || !quota.groups.includes(group)) continue;
      const { candidates, ordering } = this;
      const { order } = ordering;
      const count = gatherCandidates(this.results.grades, quota.grade, order, start, end, candidates);
      holdQuota(quota, end - start, candidates, count, (a, b) => ordering.compare(a, b) === 0, this.results.grades);
    }
  }

  /** One pool over several groups: their candidates are ordered again, without the group. */
  private gradePool(quota: CompiledQuota): void {
    const { grades, totals } = this.results;
    const { ordering } = this;
    const pool: number[] = [];
    let base = 0;
    for (const part of this.parts) {
      part.members.forEach((subject, row) => {
        if (totals[subject] === NO_TOTAL || !quota.groups.includes(part.groupOf[row]!)) return;
        base++;
        if (grades[subject] === quota.grade) pool.push(subject);
      });
    }
    pool.sort((a, b) => ordering.compare(a, b));
    holdQuota(quota, base, pool, pool.length, (a, b) => ordering.compare(a, b) === 0, grades);
  }

  /**
   * One input of one subject changes: its new total and rank. For schemes without cohort rules; grades of others hold
   * as of the last `evaluateAll`. A value outside the range that the compiler was told is refused.
   */
  update(subject: number, key: string, value: number): { total: number; rank: number } {
    if (!this.evaluated) this.evaluateAll();
    const part = this.parts[this.partOf[subject]!]!;
    const cells = part.cells.get(key);
    if (!cells) return this.unread(part, subject, key, value);
    if (value < cells.low || value > cells.high) {
      throw new RangeError(`value ${value} outside ${cells.low}…${cells.high}`);
    }
    const row = this.rowOf[subject]!;
    cells.values[row * cells.stride + cells.at] = value;
    const oldKey = this.ordering.keyOf(subject);
    if (cells.piece === EVERYTHING) part.run.evaluate(row, row + 1);
    else part.run.change(row, cells.piece);
    return { total: this.results.totals[subject]!, rank: this.ordering.moved(subject, oldKey) };
  }

  /** An input that the scheme does not read, or that was folded into the code and may not change. */
  private unread(part: Part, subject: number, key: string, value: number): { total: number; rank: number } {
    const fixed = part.program.low.fixed.get(key);
    if (fixed !== undefined && fixed !== value) throw new RangeError(`value ${value} where all have ${fixed}`);
    const { ordering } = this;
    return { total: this.results.totals[subject]!, rank: ordering.moved(subject, ordering.keyOf(subject)) };
  }

  /** Whether one changed fact changes one subject only. */
  get independent(): boolean {
    return this.compiled.programs.every(({ low }) => low.passes.length === 0);
  }

  /** For pools and diagnostics: which arrays a program uses. */
  widths(): Readonly<Record<Store, number>>[] {
    return this.compiled.programs.map(({ layout }) => layout.width);
  }
}

function makeOrdering({ keyForm, programs }: CompiledScheme, totals: Int32Array, { groupOf }: CohortColumns): Ordering {
  if (keyForm) return new KeyedOrdering(keyForm, totals.length);
  const figures = Math.max(1, ...programs.map((program) => program.orderFigures));
  return new ComparedOrdering(figures, totals, groupOf);
}

function membersOf({ n, groupOf }: CohortColumns, belongs: (group: number) => boolean): Uint32Array {
  let count = 0;
  for (let u = 0; u < n; u++) if (belongs(groupOf[u]!)) count++;
  const members = new Uint32Array(count);
  for (let u = 0, row = 0; u < n; u++) if (belongs(groupOf[u]!)) members[row++] = u;
  return members;
}

function fill(target: Column, at: number, stride: number, members: Uint32Array, values?: ArrayLike<number>): void {
  if (!values) return;
  for (let row = 0, i = at; row < members.length; row++, i += stride) target[i] = values[members[row]!]!;
}

function gatherCandidates(
  grades: Uint8Array,
  grade: number,
  order: Uint32Array,
  start: number,
  end: number,
  candidates: Uint32Array,
): number {
  let count = 0;
  for (let i = end - 1; i >= start; i--) if (grades[order[i]!] === grade) candidates[count++] = order[i]!;
  return count;
}

function runPasses({ program, members, groupOf, classOf, columns, figures, run }: Part, groups: number): void {
  let stage = 0;
  const { layout, low } = program;
  for (const pass of low.passes) {
    if ('stage' in pass) run.stages[stage++]!(0, members.length);
    else {
      const column = (slot: number): Column => columns[layout.places[slot]!.at]!;
      computeFigure(pass.figure, {
        rows: members.length,
        groupOf,
        classOf,
        groups,
        column,
        figures,
        width: low.figures,
      });
    }
  }
}

/** The only place where text becomes code: the text holds integers and fixed templates, nothing of the scheme. */
function bindProgram(source: string, arrays: Readonly<Record<string, unknown>>): Part['run'] {
  return new Function(...Object.keys(arrays), source)(...Object.values(arrays)) as Part['run'];
}
