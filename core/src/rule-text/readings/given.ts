import { type Statement, subjectOf } from '../passage/statement.ts';
import type { TermOf } from '../phrases/term.ts';
import type { RuleReading } from '../reading.ts';
import { type Basis, basisOf } from './basis.ts';
import { type Context, reading, targetOf } from './context.ts';
import { perName, unitName } from './deducted.ts';

/** 得…, 加…: one figure given, within the marks or outside them. */
export function given(context: Context, s: Statement, term: TermOf<'score'>, points: number | 'full'): RuleReading {
  const basis = basisOf(s);
  if (term.verb === 'add') return added(context, s, term, points, basis);
  if (basis) return awardEach(context, s, basis, points);
  const none = points === 'full' && NONE.some((word) => subjectOf(context.passage, s).startsWith(word));
  return reading(context, s, { kind: 'award', points }, none ? '没有这项工作时怎样计分，请确认' : undefined);
}

/** 无此项业务的, 没有承办件的: nothing was to be done. */
const NONE = ['无', '没有', '没'];

function awardEach(context: Context, s: Statement, basis: Basis, points: number | 'full'): RuleReading {
  if (points === 'full') return reading(context, s, { kind: 'award', points });
  if (basis.unitType === 'percent' && !basis.every) return reading(context, s, { kind: 'award', points });
  if (basis.unitType === 'percent') return ratioStep(context, s, basis, points);
  const doubt = basis.count === 1 ? undefined : `每${basis.count}${basis.unit}计一次，不足的部分怎样计请确认`;
  return reading(context, s, { kind: 'awardEach', points, unit: unitName(basis) }, doubt);
}

function ratioStep(context: Context, s: Statement, basis: Basis, points: number): RuleReading {
  const target = targetOf(context, s, basis.unitType);
  const above = basis.motion === 'above' || basis.motion === 'none' || basis.motion === 'occur';
  return reading(
    context,
    s,
    {
      kind: 'ratioStep',
      points,
      step: basis.count,
      unit: basis.unit,
      mode: 'add',
      ...(target && { target: target.value }),
      ...(!above && { dir: 'below' as const }),
    },
    target ? undefined : '没有写明从哪个比率起算',
  );
}

const HONOURS = [
  '表彰',
  '批示',
  '推广',
  '荣誉',
  '获奖',
  '表扬',
  '典型',
  '先进',
  '试点',
  '示范',
  '经验',
  '创新',
  '现场会',
  '转发',
  '刊发',
  '创建',
];

function added(
  context: Context,
  s: Statement,
  term: TermOf<'score'>,
  points: number | 'full',
  basis: Basis | undefined,
): RuleReading {
  if (points === 'full') return reading(context, s, { kind: 'award', points });
  const over = s.condition.some((t) => t.type === 'per' && t.motion === 'above');
  const beyond = context.passage.text.slice(s.span.start, s.span.end).includes('超额');
  if (basis?.unitType === 'percent' && over && !beyond && !context.bonusSection)
    return ratioStep(context, s, basis, points);
  const per = basis && { per: perName(basis) };
  const level = levelOf(subjectOf(context.passage, s));
  const rule = { kind: 'bonus' as const, points, ...per, ...(level && { level }) };
  if (context.bonusSection || term.extra || context.full === undefined || beyond || saysOutside(context, s))
    return reading(context, s, rule);
  const doubt = '加的分是在本项满分之内，还是之外，请确认';
  if (HONOURS.some((word) => subjectOf(context.passage, s).includes(word))) return reading(context, s, rule, doubt);
  return basis
    ? reading(context, s, { kind: 'awardEach', points, unit: basis.unit }, doubt)
    : reading(context, s, { kind: 'award', points }, doubt);
}

const saysOutside = (context: Context, s: Statement): boolean =>
  ['另加', '额外', '另外加', '附加'].some((word) =>
    context.passage.text.slice(s.span.start, s.span.end).includes(word),
  );

/** The level that honours a body, by the first word that names one. */
export function levelOf(subject: string): string | undefined {
  for (const [words, level] of LEVEL_WORDS) if (words.some((word) => subject.includes(word))) return level;
  return undefined;
}

const LEVEL_WORDS: readonly (readonly [readonly string[], string])[] = [
  [['国家', '中央', '全国', '国务院'], '国家'],
  [['省', '自治区', '部级'], '省'],
  [['市', '州'], '市'],
  [['县', '区', '旗'], '县'],
];
