import { LATE_UNITS, LEVELS, readableFormula, type WrittenRule } from '../../scheme/index.ts';
import { PERIODS } from '../../values/index.ts';
import type { ReadRule, RuleReading } from '../reading.ts';

/** What an item's rules can refer to while one of them is written down. */
export interface Surroundings {
  readonly text: string;
  /** The item gives bonus points, so that an unnamed bound is on them. */
  readonly bonus: boolean;
  readonly penalty: boolean;
}

type Figures = WrittenRule;

/** Without the fields that are `undefined`, so that what is written is what is said. */
const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const oneOf = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((each) => each === value);

/**
 * The rules of the scheme language that a reading stands for, with its words as `clause`. A reading whose figure the text
 * does not give becomes the assessor's judgement (`discretion`) until a person writes the figure.
 */
export function toWritten({ rule, span, uncertain }: RuleReading, around: Surroundings): WrittenRule[] {
  const clause = around.text.slice(span.start, span.end).trim();
  const base = { clause, when: rule.when || undefined, unsure: uncertain };
  return figuresOf(rule, around).map((figures) => defined({ ...figures, ...base }));
}

function figuresOf(rule: ReadRule, around: Surroundings): Figures[] {
  if (rule.kind === 'tiers' && rule.steps?.some((step) => step.when !== undefined)) return namedAwards(rule);
  const figures = single(rule, around);
  return figures ? [figures] : [];
}

const namedAwards = (rule: ReadRule): Figures[] =>
  (rule.steps ?? []).filter((step) => step.points > 0).map((step) => ({ kind: 'award', points: step.points }));

const pointsOf = (rule: ReadRule): number | 'full' | Record<string, number> | undefined =>
  (rule.classes as Record<string, number> | undefined) ?? rule.points;

function single(rule: ReadRule, around: Surroundings): Figures | undefined {
  const points = pointsOf(rule) as number;
  const cap = rule.cap;
  switch (rule.kind) {
    case 'deduct':
      return { kind: 'deduct', points };
    case 'deductEach':
    case 'awardEach':
      return { kind: rule.kind, points, unit: rule.unit ?? '次', cap };
    case 'shortfall':
      return shortfall(rule);
    case 'deadline':
      return deadline(rule, points);
    case 'award':
    case 'proportion':
      return {
        kind: rule.kind,
        points: points ?? 'full',
        ...(rule.kind === 'proportion' && { whenNone: rule.whenNone }),
      } as Figures;
    case 'tiers':
      return tiers(rule);
    case 'ratioStep':
      return ratioStep(rule, points);
    case 'rank':
      if (rule.from !== undefined) return { kind: 'rank', from: rule.from, step: rule.step ?? 0 };
      return {
        kind: 'rank',
        steps: (rule.steps ?? []).map((s) => ({
          min: s.rank ?? s.min ?? 1,
          max: s.max ?? (s.rank === undefined ? 999 : s.rank + 1),
          points: s.points,
        })),
      };
    case 'relative':
      return {
        kind: 'relative',
        on: rule.on ?? rule.when,
        dir: rule.dir === 'below' ? ('below' as const) : undefined,
        method: rule.method,
        low: rule.low,
        high: rule.high,
      };
    default:
      return outside(rule, points, around);
  }
}

function outside(rule: ReadRule, points: number, around: Surroundings): Figures | undefined {
  switch (rule.kind) {
    case 'discretion':
      return judged(rule);
    case 'zeroItem':
      return { kind: 'zeroItem', above: rule.above };
    case 'bonus':
    case 'penalty':
      return { kind: rule.kind, points, per: rule.per, cap: rule.cap, level: oneOf(LEVELS, rule.level) };
    case 'veto':
      return { kind: 'veto', effect: rule.effect ?? 'grade', grade: rule.grade };
    case 'cap':
      return bound(rule, around);
    case 'other':
      return equation(rule);
    default:
      return undefined;
  }
}

function deadline(rule: ReadRule, points: number): Figures {
  const fields = { per: oneOf(LATE_UNITS, rule.per), cap: rule.cap };
  return { kind: 'deadline', points, due: rule.due, ...fields };
}

const tiers = (rule: ReadRule): Figures => ({
  kind: 'tiers',
  on: rule.on || rule.when || '数值',
  unit: rule.unit || undefined,
  steps: (rule.steps ?? []).map(({ min, max, points, to }) => defined({ min, max, points, to })),
  mode: rule.mode === 'deduct' ? ('deduct' as const) : undefined,
  whenNone: rule.whenNone,
});

/** Without a level to count from there are no steps to count. */
function ratioStep(rule: ReadRule, points: number): Figures {
  const add = rule.mode === 'add';
  if (rule.target === undefined)
    return judged({ kind: 'discretion', when: rule.when, ...(add && { mode: 'award' as const }) });
  return {
    kind: 'ratioStep',
    points,
    target: perMille(rule.target, rule.unit),
    step: perMille(rule.step ?? 1, rule.unit),
    unit: rule.unit === '‰' ? '%' : rule.unit,
    dir: rule.dir === 'above' ? ('above' as const) : undefined,
    mode: add ? ('add' as const) : undefined,
    cap: rule.cap,
    on: rule.on,
    prorata: rule.prorata,
    whenNone: rule.whenNone,
  };
}

/** 3‰ is 0.3%: the engine measures in per cent. */
const perMille = (value: number, unit: string | undefined): number => (unit === '‰' ? value / 10 : value);

function judged(rule: ReadRule): Figures {
  const mode = rule.mode === 'award' || rule.mode === 'bonus' ? rule.mode : undefined;
  return { kind: 'discretion', min: rule.min, max: rule.max, per: rule.per, mode };
}

function bound(rule: ReadRule, around: Surroundings): Figures {
  const of =
    rule.of === 'bonus' && !around.bonus
      ? undefined
      : (rule.of ?? (around.bonus ? 'bonus' : around.penalty ? 'penalty' : undefined));
  return { kind: 'cap', scope: rule.scope ?? 'item', points: rule.points as number | undefined, of };
}

/** 得分=…, where the right side is one that the engine can compute. */
function equation(rule: ReadRule): Figures | undefined {
  if (rule.form !== 'formula' || rule.expression === undefined || !readableFormula(rule.expression)) return undefined;
  return { kind: 'formula', expression: rule.expression, whenNone: rule.whenNone };
}

const shortfall = (rule: ReadRule): Figures => ({
  kind: 'shortfall',
  points: rule.points as number,
  unit: rule.unit ?? '次',
  required: rule.required ?? 1,
  period: oneOf(PERIODS, rule.period),
  cap: rule.cap,
});
