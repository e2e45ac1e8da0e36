import {
  type AppliesTo,
  applies,
  type Figure,
  figureFor,
  type Item,
  type Rule,
  type Scheme,
} from '../../../scheme/index.ts';
import type { Fraction } from '../../../values/index.ts';
import { Exact, type Quotient } from '../exact.ts';
import { Builder, type Expression } from '../expression.ts';
import { NotCompilable } from '../not-compilable.ts';
import { type Slot, type SlotField, type SlotRanges, slotKey } from '../slots.ts';

/** The component and period in which a rule is lowered. */
export interface Place {
  readonly component: string;
  readonly period: string;
}

/** A figure of the whole group that a pass before the main one computes from slots, or from an item's points. */
export interface CohortFigure {
  readonly kind: 'place' | 'most' | 'least' | 'mean' | 'share';
  readonly numerator: Expression;
  readonly denominator: Expression;
  readonly absent: Expression;
  /** `place`, `share`: the slot that takes it, and whether less is better; otherwise the first of its figure indexes. */
  readonly target: number;
  readonly lessIsBetter: boolean;
  /** `share`: the points at the worst value (absent: 0 at 0) and, by class, at the best. */
  readonly from?: number;
  readonly to?: readonly number[];
}

/** A column that a pass before computes for every subject, such as the points of an item that others are ranked by. */
export interface Stage {
  readonly slot: number;
  readonly expression: Expression;
}

/** One group's scheme on its way to expressions: builder, inputs used so far, and the cohort figures they need. */
export class Lowering {
  readonly scheme: Scheme;
  readonly group: string;
  readonly classes: readonly (string | undefined)[];
  readonly b: Builder;
  readonly x: Exact;
  readonly slots: Slot[] = [];
  /** Inputs that are the same for everybody and were folded into the code. */
  readonly fixed = new Map<string, number>();
  /** In the order in which they must be computed: a stage's figures stand before it. */
  readonly passes: ({ readonly figure: CohortFigure } | { readonly stage: Stage })[] = [];
  figures = 0;
  readonly subjects: number;
  private readonly ranges: SlotRanges;
  private readonly byKey = new Map<string, number>();
  /** Figures already lowered, by their key. */
  readonly kept = new Map<string, Expression>();

  constructor(
    scheme: Scheme,
    group: string,
    classes: readonly (string | undefined)[],
    ranges: SlotRanges,
    subjects: number,
  ) {
    this.scheme = scheme;
    this.group = group;
    this.classes = classes;
    this.ranges = ranges;
    this.subjects = subjects;
    this.b = new Builder(classes.length);
    this.x = new Exact(this.b);
  }

  /** The unit of one 分 in sub-units. */
  get perPoint(): number {
    return 10 ** this.scheme.decimals;
  }

  /** A subject's input; `nothing` is what it is where nothing was recorded for anybody. */
  slot(place: Place, target: string, field: SlotField, nothing: number, column = false): Expression {
    const key = slotKey(place.component, place.period, target, field);
    const range = this.ranges.get(key);
    if (!range || range.low === range.high) {
      const value = range?.low ?? nothing;
      this.fixed.set(key, value);
      return this.b.constant(value);
    }
    return this.ownSlot(key, range.low, range.high, column);
  }

  ownSlot(key: string, low: number, high: number, column: boolean): Expression {
    const known = this.byKey.get(key);
    const index = known ?? this.slots.length;
    if (known === undefined) {
      this.byKey.set(key, index);
      this.slots.push({ key, low, high, column });
    }
    return this.b.slot(index, low, high);
  }

  has(place: Place, target: string, field: SlotField): boolean {
    return this.ranges.has(slotKey(place.component, place.period, target, field));
  }

  scale(place: Place, target: string, field: SlotField): number {
    return this.ranges.get(slotKey(place.component, place.period, target, field))?.scale ?? 1;
  }

  /** A truth value by class. */
  byClass(holds: (subjectClass: string | undefined) => boolean): Expression {
    return this.b.table(this.classes.map((c) => Number(holds(c))));
  }

  applies(limit: AppliesTo | undefined): Expression {
    return this.byClass((c) => applies(limit, this.group, c));
  }

  /** Points or counts by class, and for which classes the scheme gives none. */
  figure(figure: Figure<number>): { readonly value: Expression; readonly none: Expression } {
    const values = this.classes.map((c) => figureFor(figure, c));
    return {
      value: this.b.table(values.map((v) => v ?? 0)),
      none: this.b.table(values.map((v) => Number(v === undefined))),
    };
  }

  /** A fraction by class, and for which classes the scheme gives none. */
  fraction(figure: Figure<Fraction>): { readonly value: Quotient; readonly none: Expression } {
    const values = this.classes.map((c) => figureFor(figure, c));
    const value = this.x.figures(values.map((v) => v ?? { n: 0n, d: 1n }));
    return { value, none: this.b.table(values.map((v) => Number(v === undefined))) };
  }

  exact(value: Fraction): Quotient {
    return this.x.figures(this.classes.map(() => value));
  }
}

/** A lowered rule: its amount without sign, and what else it says. Truth values are expressions too. */
export interface LoweredRule {
  readonly rule: Rule;
  readonly amount: Expression;
  readonly missing: Expression;
  readonly none: Expression;
  /** Whether its condition holds (zero, veto). */
  readonly happened: Expression;
  /** Whether it rests on nothing having been found. */
  readonly rests: Expression;
}

/** Everything that lowering a rule needs to know of its surroundings. */
export interface RuleScene {
  readonly low: Lowering;
  readonly place: Place;
  /** Full marks of the part or item. */
  readonly full: number;
  /** Lowers another item's own score, for rules that rank by it. */
  readonly itemScore: (itemId: string) => { readonly points: Expression; readonly absent: Expression };
}

export type ItemLookup = (itemId: string) => Item;

export const unsupported = (what: string): never => {
  throw new NotCompilable(what);
};
