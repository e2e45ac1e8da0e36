import { LATE_UNITS } from '../../scheme/index.ts';
import type { Requirement } from '../passage/passage.ts';
import { hasSense, lastOf, type Statement } from '../passage/statement.ts';
import type { Term, TermOf } from '../phrases/term.ts';
import type { ReadRule, RuleReading } from '../reading.ts';
import { type Basis, basisOf } from './basis.ts';
import { type Context, dueOf, reading, requirementOf, targetOf } from './context.ts';

/** 扣…: one figure taken away, by what it is taken for. `points` is the figure that holds for this rule. */
export function deducted(context: Context, s: Statement, term: TermOf<'score'>, points: number): RuleReading {
  const outside = outsideOf(context, s, term, points);
  if (outside) return outside;
  const basis = basisOf(s);
  return basis ? perBasis(context, s, basis, points) : once(context, s, points);
}

function outsideOf(context: Context, s: Statement, term: TermOf<'score'>, points: number): RuleReading | undefined {
  const basis = basisOf(s);
  const per = basis && { per: perName(basis) };
  if (term.verb === 'penalty' && basis?.motion === 'late') return undefined;
  if (term.verb === 'penalty' || term.total) return reading(context, s, { kind: 'penalty', points, ...per });
  return context.penaltySection
    ? reading(context, s, { kind: 'penalty', points, ...per }, '减分项里的扣分是在总分之外另扣，还是在本项内扣，请确认')
    : undefined;
}

/** 项, 10%: what a bonus or penalty is given for. */
export const perName = (basis: Basis): string =>
  basis.count === 1 && basis.unit !== '%' ? basis.unit : `${basis.count}${basis.unit}`;

function perBasis(context: Context, s: Statement, basis: Basis, points: number): RuleReading {
  const stepped = basis.unitType === 'measure' || basis.unitType === 'mark';
  if (basis.unitType === 'percent' || (stepped && MOVING.has(basis.motion)))
    return ratioStep(context, s, basis, points);
  if (basis.unitType === 'time') return perTime(context, s, basis, points);
  if (basis.motion === 'lack' || basis.motion === 'below') {
    const required = shortfall(context, s, basis, points);
    if (required) return required;
  }
  const left =
    basis.motion === 'none' && !basis.every && hasSense(lastClauseOf(s), 'negation')
      ? shortfall(context, s, basis, points)
      : undefined;
  return left ?? perThing(context, s, basis, points);
}

/** 每个季度报送一次,未报一次扣0.5分. */
const lastClauseOf = (s: Statement): readonly Term[] =>
  s.condition.slice(s.condition.findLastIndex((t) => t.type === 'comma') + 1);

/** 每公里扣0.1分 counts kilometres; 每差1微克 measures a distance. */
const MOVING: ReadonlySet<string> = new Set(['lack', 'below', 'above']);

function ratioStep(context: Context, s: Statement, basis: Basis, points: number): RuleReading {
  const target = targetOf(context, s, basis.unitType);
  const above = basis.motion === 'above' || (basis.motion === 'none' && hasSense(s.condition, 'above', 'moreThan'));
  const missing = basis.unitType === 'measure' ? '没有写明从哪个数值起算' : '没有写明从哪个比率起算';
  return reading(
    context,
    s,
    {
      kind: 'ratioStep',
      points,
      step: basis.count,
      unit: basis.unit,
      ...(target && { target: target.value }),
      ...(above && { dir: 'above' as const }),
    },
    target ? undefined : missing,
  );
}

function perTime(context: Context, s: Statement, basis: Basis, points: number): RuleReading {
  const late =
    basis.motion === 'late' ||
    hasSense(s.condition, 'late', 'tardy', 'overdue') ||
    (basis.motion === 'above' && basis.unit !== '学时');
  const level = late && basis.motion === 'above' ? averageTime(context, s) : undefined;
  if (level !== undefined)
    return reading(context, s, {
      kind: 'ratioStep',
      points,
      step: basis.count,
      unit: basis.unit,
      target: level,
      dir: 'above',
    });
  if (!late) {
    const required = basis.motion === 'lack' ? shortfall(context, s, basis, points) : undefined;
    return required ?? perThing(context, s, basis, points);
  }
  const { date, doubtful } = dueOf(context, s);
  const due = date?.due;
  const per = basis.unit === '个月' ? '月' : basis.unit === '自然日' ? '日' : basis.unit;
  const doubt = basis.count === 1 ? undefined : `每${basis.count}${basis.unit}扣一次，不是逐${basis.unit}扣`;
  const known = (LATE_UNITS as readonly string[]).includes(per) ? undefined : `按${per}计的逾期不能直接计算`;
  return reading(
    context,
    s,
    { kind: 'deadline', points, per, ...(due !== undefined && { due }) },
    doubt ?? known ?? (doubtful ? SEVERAL_DUES : undefined),
  );
}

const MEASURES = ['平均', '时长', '天数', '用时'];

/** 平均审理天数超过45日的,每多5日扣1分: time that is measured, no deadline. */
function averageTime(context: Context, s: Statement): number | undefined {
  const words = context.passage.text.slice(s.span.start, s.span.end);
  const threshold = s.condition.findLast((t) => t.type === 'threshold' && t.unitType === 'time');
  return threshold?.type === 'threshold' && MEASURES.some((word) => words.includes(word)) ? threshold.min : undefined;
}

function shortfall(context: Context, s: Statement, basis: Basis, points: number): RuleReading | undefined {
  const requirement = requirementOf(context, s, basis.unit);
  if (!requirement) return undefined;
  const { found } = requirement;
  const required = found.className === undefined ? { required: found.value } : requiredByClass(context, found);
  return reading(
    context,
    s,
    { kind: 'shortfall', points, unit: basis.unit, ...required, ...(found.period && { period: found.period }) },
    requirement.doubtful ? '有几处次数要求，少的是哪一项请确认' : (otherUnit(found, basis) ?? everyFew(basis)),
  );
}

/** 中心镇不少于3件、重点乡镇不少于2件: one number for each class. */
function requiredByClass(context: Context, found: Requirement): Pick<ReadRule, 'required'> {
  const alike = context.passage.requirements
    .slice(-MOST_CLASSES)
    .filter((r) => r.sentenceStart === found.sentenceStart && r.className !== undefined);
  if (alike.length < 2) return { required: found.value };
  return { required: Object.fromEntries(alike.map((r) => [r.className ?? '', r.value])) };
}

const MOST_CLASSES = 12;

/** 中心镇在4月30日前、非中心乡镇在9月30日前: one day for each class. */
function dueByClass(context: Context, s: Statement): Pick<ReadRule, 'due'> | undefined {
  const days = context.passage.dates
    .slice(0, MOST_CLASSES)
    .filter((d) => d.at >= s.from && d.at < s.at && d.className !== undefined && d.due !== undefined);
  if (new Set(days.map((d) => d.className)).size < 2) return undefined;
  return { due: Object.fromEntries(days.map((d) => [d.className ?? '', d.due ?? ''])) };
}

function perThing(context: Context, s: Statement, basis: Basis, points: number): RuleReading {
  const late =
    basis.motion !== 'occur' &&
    hasSense(s.condition, 'tardy', 'overdue', 'late', 'negation') &&
    !s.condition.some(isNone);
  const due = late ? lastOf(s.condition, 'date') : basis.motion === 'late' ? dueOf(context, s).date : undefined;
  if (due?.due !== undefined && (LATE_UNITS as readonly string[]).includes(basis.unit))
    return reading(context, s, { kind: 'deadline', points, per: basis.unit, due: due.due });
  const doubt = everyFew(basis);
  return reading(context, s, { kind: 'deductEach', points, unit: unitName(basis) }, doubt);
}

const SEVERAL_DUES = '有几个时限，各管哪一项请确认';

/** 每10条: ten are one unit. */
export const unitName = (basis: Basis): string => (basis.count === 1 ? basis.unit : `${basis.count}${basis.unit}`);

/** 12场次 asked, 1期 lacking: perhaps another requirement. */
const otherUnit = (found: Requirement, basis: Basis): string | undefined =>
  found.implied || found.unit === basis.unit || CALLED_ALIKE.has(`${found.unit}${basis.unit}`)
    ? undefined
    : `要求的是${found.unit}，扣分的是${basis.unit}，是否同一项请确认`;

const CALLED_ALIKE = new Set(['场次', '次场', '场次场', '场场次', '学时课时', '课时学时', '月个月', '个月月']);

const everyFew = (basis: Basis): string | undefined =>
  basis.count === 1 ? undefined : `每${basis.count}${basis.unit}扣一次，不足的部分怎样计请确认`;

/** 14天内无更新 is a state, no filing that came late. */
const isNone = (t: Term): boolean => t.type === 'word' && t.text === '无';

function once(context: Context, s: Statement, points: number): RuleReading {
  const own = lastOf(s.condition, 'date');
  const tardy = hasSense(s.condition, 'tardy', 'overdue', 'late');
  const byClass = own?.before ? dueByClass(context, s) : undefined;
  if (byClass) return reading(context, s, { kind: 'deadline', points, ...byClass });
  if (own?.due !== undefined && own.before && (tardy || hasSense(s.condition, 'negation', 'occur', 'grade')))
    return reading(context, s, { kind: 'deadline', points, ...(own.due !== undefined && { due: own.due }) });
  const last =
    hasSense(s.condition, 'lastPlace') &&
    context.passage.terms.slice(Math.max(0, s.from - 12), s.from).some((t) => t.type === 'ordinal');
  if (!tardy)
    return reading(
      context,
      s,
      { kind: 'deduct', points },
      last ? '末位扣分与前面的名次是否一并计算，请确认' : undefined,
    );
  const { date, doubtful } = dueOf(context, s);
  if (date?.due !== undefined)
    return reading(context, s, { kind: 'deadline', points, due: date.due }, doubtful ? SEVERAL_DUES : undefined);
  if (date && date.within === undefined)
    return reading(context, s, { kind: 'deadline', points }, '时限只写到月份，没有具体日期');
  if (hasSense(s.condition, 'overdue', 'late'))
    return reading(context, s, { kind: 'deadline', points }, '没有写明时限');
  return reading(context, s, { kind: 'deduct', points });
}
