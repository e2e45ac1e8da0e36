import type { WrittenItem, WrittenRule } from '../../scheme/index.ts';
import type { RuleReading } from '../reading.ts';

const FACTORS: readonly (readonly [string, number])[] = [
  ['加倍', 2],
  ['双倍', 2],
  ['翻倍', 2],
  ['减半', 0.5],
];
const MINUS: ReadonlySet<WrittenRule['kind']> = new Set(['deduct', 'deductEach', 'shortfall', 'deadline']);
const MEASURED: ReadonlySet<WrittenRule['kind']> = new Set(['tiers', 'ratioStep', 'proportion', 'rank', 'relative']);

/** What an item takes from the words that change how its rules count. */
export interface Modified {
  readonly rules: readonly WrittenRule[];
  readonly floor?: WrittenItem['floor'];
  /** The forms that have been put to work, so that nobody is told to write them. */
  readonly done: ReadonlySet<string>;
}

/** 加倍扣分 doubles the one deduction before it, 取平均值 joins measured values, 不封顶 and 最低得1分 set the item's floor. */
export function modify(rules: readonly WrittenRule[], readings: readonly RuleReading[], text: string): Modified {
  const done = doneAnyway(rules);
  let modified = rules;
  for (const { rule, span } of readings) {
    const changed =
      rule.form === 'multiplier'
        ? multiplied(modified, text.slice(span.start, span.end), rule.when)
        : rule.form === 'aggregate'
          ? averaged(modified)
          : undefined;
    if (changed) done.add(rule.form as string);
    modified = changed ?? modified;
  }
  const floor = floorOf(readings, text);
  return { rules: modified, done, ...(floor !== undefined && { floor }) };
}

/** Forms that the rules as read already hold. */
function doneAnyway(rules: readonly WrittenRule[]): Set<string> {
  const done = new Set<string>();
  if (rules.some((r) => r.kind === 'tiers' && r.steps.some((step) => step.to !== undefined))) done.add('interpolate');
  // 取平均分 of assessors' marks is what the component's panel does.
  if (rules.length > 0 && rules.every((r) => r.kind === 'discretion')) done.add('aggregate');
  return done;
}

function averaged(rules: readonly WrittenRule[]): readonly WrittenRule[] | undefined {
  if (!rules.some((r) => MEASURED.has(r.kind))) return undefined;
  return rules.map((r) => (MEASURED.has(r.kind) ? { ...r, aggregate: r.aggregate ?? ('mean' as const) } : r));
}

function floorOf(readings: readonly RuleReading[], text: string): WrittenItem['floor'] {
  let floor: WrittenItem['floor'];
  for (const { rule, span } of readings) {
    if (rule.form === 'uncapped' && text.slice(0, span.end).includes('扣')) floor = 'none';
    if (rule.form === 'floor' && rule.min !== undefined && rule.min > 0) floor = rule.min;
  }
  return floor;
}

/** Only where one deduction stands there: which of several is doubled, a person must write. */
function multiplied(rules: readonly WrittenRule[], words: string, when: string): readonly WrittenRule[] | undefined {
  const factor = FACTORS.find(([word]) => words.includes(word))?.[1];
  const minus = rules.filter((r) => MINUS.has(r.kind));
  if (factor === undefined || minus.length !== 1 || minus[0]?.multiplier !== undefined) return undefined;
  return rules.map((r) => (r === minus[0] ? { ...r, multiplier: { factor, ...(when !== '' && { when }) } } : r));
}
