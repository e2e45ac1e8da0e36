import type { CountedFinding } from './findings.ts';
import { dateText, dueCell, lateFormula } from './lateness.ts';
import { type ComponentDoc, type Folder, forClass, type Row, type RuleDoc } from './read.ts';

/** One line of the workbook: words, up to three input cells (E, F, G), and a formula for what it takes or gives. */
export interface Line {
  readonly found: string;
  readonly inputs: readonly (string | number | undefined)[];
  readonly dates?: boolean;
  /** Formulas with `{E}`, `{F}`, `{G}` for the line's own cells. */
  readonly minus?: string;
  readonly plus?: string;
  /** 1 where the item is lost whole. */
  readonly zero?: string;
  /** The condition under which the item does not apply. */
  readonly none?: string;
}

export interface LineContext {
  readonly folder: Folder;
  readonly subject: Row;
  readonly id: string;
  readonly full: number;
  readonly findings: readonly CountedFinding[];
  /** The subject's other entries against this rule. */
  readonly entries: readonly Row[];
  /** The cells that hold the values of the subject's group for this rule. */
  readonly groupRange: () => string;
  readonly panel: ComponentDoc['panel'];
}

const least = (cap: number | undefined, amount: string): string =>
  cap === undefined ? amount : `MIN(${cap},${amount})`;
const sumText = (numbers: readonly number[]): string | number => (numbers.length === 0 ? 0 : `=${numbers.join('+')}`);

const words = (c: LineContext): string =>
  c.findings
    .map((f) =>
      [f.row.发生日期, f.row.理由, `记${f.row.数量 ?? 1}`, f.remark && `(${f.remark})`].filter(Boolean).join(' '),
    )
    .join('\n') || '未发现问题';

/** Counts as typed sums, so that every finding can be seen: those marked 加重 apart in F. */
const counts = (c: LineContext): [string | number, string | number | undefined] => {
  const of = (aggravated: boolean) =>
    c.findings.filter((f) => f.aggravated === aggravated && f.count > 0).map((f) => f.count);
  return [sumText(of(false)), of(true).length > 0 ? sumText(of(true)) : undefined];
};

type LineMaker = (rule: RuleDoc, c: LineContext) => Line[];

const pointsOf = (rule: RuleDoc, c: LineContext): number =>
  rule.points === undefined || rule.points === 'full' ? c.full : forClass(rule.points, c.subject.等级);

const capOf = (rule: RuleDoc, c: LineContext): number | undefined =>
  rule.cap === undefined ? undefined : forClass(rule.cap, c.subject.等级);

const once: LineMaker = (rule, c) => {
  const formula = `IF({E}>0,${pointsOf(rule, c)},0)`;
  return [
    { found: words(c), inputs: [counts(c)[0]], ...(rule.kind === 'award' ? { plus: formula } : { minus: formula }) },
  ];
};

const each: LineMaker = (rule, c) => {
  const [plain, heavy] = counts(c);
  const number = heavy === undefined ? '{E}' : `({E}+{F}*${rule.multiplier?.factor ?? 1})`;
  const whole = `${pointsOf(rule, c)}*${number}`;
  const amount = rule.share === undefined ? whole : `ROUND(${whole},2)/${c.subject[rule.share]}`;
  const rounded = rule.share === undefined ? amount : `ROUND(${amount},2)`;
  const formula = `ROUND(${least(capOf(rule, c), rounded)},2)`;
  return [
    {
      found: words(c),
      inputs: [plain, heavy],
      ...(rule.kind === 'awardEach' ? { plus: formula } : { minus: formula }),
    },
  ];
};

const shortfall: LineMaker = (rule, c) => {
  const required = forClass(rule.required ?? 1, c.subject.等级);
  const periods = c.entries.filter((e) => e.类型 === '数据');
  const found = periods.map((e) => `${e.时期}:${e.数量}`).join(' ');
  const lacking = `=${periods.map((e) => `MAX(0,${required}-${e.数量})`).join('+') || '0'}`;
  return [
    { found: `应${required},实 ${found}`, inputs: [lacking], minus: least(capOf(rule, c), `${pointsOf(rule, c)}*{E}`) },
  ];
};

const deadline: LineMaker = (rule, c) => {
  const points = pointsOf(rule, c);
  const extensionOf = (entry: Row) =>
    c.entries.filter((e) => e.类型 === '延期' && (!e.事项 || e.事项 === entry.事项)).at(-1);
  const completions = c.entries.filter((e) => e.类型 === '完成情况');
  if (completions.length === 0) return each(rule, c);
  const first = rule.first === undefined ? 0 : forClass(rule.first, c.subject.等级);
  const grace = rule.grace === undefined ? 0 : forClass(rule.grace, c.subject.等级);
  const late = grace > 0 ? `({G}-${grace})` : '{G}';
  const amount = rule.per === undefined ? `${points}` : `${first > 0 ? `${first}+` : ''}${points}*${late}`;
  return completions.map((entry) => ({
    found: [
      entry.事项,
      extensionOf(entry) && `延期至${extensionOf(entry)?.延至}(${extensionOf(entry)?.理由})`,
      entry.完成日期 ? `${entry.完成日期}完成` : `至${c.folder.asOf}未完成`,
    ]
      .filter(Boolean)
      .join(' '),
    inputs: [
      dueCell(rule, entry, extensionOf(entry), c.folder, c.subject.等级),
      dateText(entry.完成日期 ?? c.folder.asOf),
      `=${lateFormula(rule)}`,
    ],
    dates: true,
    minus:
      completions.length > 1 ? `IF({G}>${grace},${amount},0)` : least(capOf(rule, c), `IF({G}>${grace},${amount},0)`),
  }));
};

/** How several values of one rule become one, in a spreadsheet's words. */
const JOINED: Record<string, string> = { mean: 'AVERAGE', sum: 'SUM', max: 'MAX', min: 'MIN' };

/** A measured value in E, from numerator and denominator (F, G) where it was entered as a quotient. */
function measured(c: LineContext, aggregate = 'mean'): { found: string; inputs: (string | number | undefined)[] } {
  const entries = c.entries.filter((e) => e.类型 === '数据');
  const [entry] = entries;
  if (!entry) return { found: '没有数据', inputs: [] };
  if (entry.公式 !== undefined) return { found: `下级结果：${entry.理由}`, inputs: [`=${entry.公式}`] };
  if (entries.length > 1) {
    const values = entries.map((e) => e.数值).join(',');
    return { found: values.replaceAll(',', '、'), inputs: [`=${JOINED[aggregate]}(${values})`] };
  }
  if (entry.数值 !== undefined) return { found: `${entry.名目 ?? '数值'}${entry.数值}`, inputs: [Number(entry.数值)] };
  const [n, d] = [Number(entry.分子), Number(entry.分母)];
  return { found: `${n}/${d}`, inputs: [d === 0 ? '无' : '=100*{F}/{G}', n, d] };
}

/** What a zero denominator gives, wrapped around the formula for all other cases. */
function guarded(rule: RuleDoc, c: LineContext, formula: string, whenFull: string): { formula: string; none?: string } {
  const { inputs } = measured(c);
  if (inputs.length === 0) return { formula: '0' };
  if (inputs.length < 3) return { formula };
  const none = rule.whenNone === 'notApplicable' ? { none: '{G}=0' } : {};
  return { formula: `IF({G}=0,${rule.whenNone === 'full' ? whenFull : '0'},${formula})`, ...none };
}

const proportion: LineMaker = (rule, c) => {
  const points = pointsOf(rule, c);
  const value = measured(c, rule.aggregate);
  if (value.inputs.length === 1) return [{ ...value, plus: `ROUND(${points}*MIN({E},100)/100,2)` }];
  const { formula, ...none } = guarded(rule, c, `ROUND(${points}*MIN({F},{G})/{G},2)`, `${points}`);
  return [{ ...value, plus: formula, ...none }];
};

const ratioStep: LineMaker = (rule, c) => {
  const target = forClass(rule.target ?? 0, c.subject.等级);
  const gap = rule.dir === 'above' ? `({E}-${target})` : `(${target}-{E})`;
  const steps = rule.prorata ? `${gap}/${rule.step}` : `INT(ROUND(${gap}/${rule.step},9))`;
  const amount = `ROUND(${least(capOf(rule, c), `${pointsOf(rule, c)}*MAX(0,${steps})`)},2)`;
  const { formula, ...none } = guarded(rule, c, amount, '0');
  return [{ ...measured(c, rule.aggregate), minus: formula, ...none }];
};

const tiers: LineMaker = (rule, c) => {
  const step = (i: number): string => {
    const s = rule.steps?.[i];
    if (!s) return '0';
    const [min, max] = [s.min, s.max].map((m) => (m === undefined ? m : forClass(m, c.subject.等级)));
    const bounds = [min !== undefined && `{E}>=${min}`, max !== undefined && `{E}<${max}`].filter(Boolean);
    const rise = s.to === undefined ? `${s.points}` : `${s.points}+(${s.to}-${s.points})*({E}-${min})/(${max}-${min})`;
    const holds = bounds.length > 1 ? `AND(${bounds.join(',')})` : bounds[0];
    return `IF(${holds},${rise},${step(i + 1)})`;
  };
  const award = rule.mode !== 'deduct';
  const { formula, ...none } = guarded(rule, c, `ROUND(${step(0)},2)`, award ? `${c.full}` : '0');
  return [{ ...measured(c, rule.aggregate), ...(award ? { plus: formula } : { minus: formula }), ...none }];
};

const rank: LineMaker = (rule, c) => {
  const range = c.groupRange();
  const place = `=1+SUMPRODUCT(--(${range}${rule.dir === 'below' ? '<' : '>'}{E}))`;
  const steps = (rule.steps ?? []).reduceRight(
    (rest, s) => `IF(AND({H}>=${s.min},{H}<${s.max ?? `${s.min}+1`}),${s.points},${rest})`,
    rule.from === undefined ? '0' : `MAX(0,${rule.from}-${rule.step ?? 0}*({H}-1))`,
  );
  return [{ ...measured(c), plus: steps.replaceAll('{H}', `(${place.slice(1)})`) }];
};

const relative: LineMaker = (rule, c) => {
  const range = c.groupRange();
  const [best, worst] = rule.dir === 'below' ? ['MIN', 'MAX'] : ['MAX', 'MIN'];
  const [low, high] = [rule.low ?? 0, rule.high ?? c.full];
  const efficacy = `ROUND(${low}+(${high}-${low})*({E}-${worst}(${range}))/(${best}(${range})-${worst}(${range})),2)`;
  const share = rule.dir === 'below' ? `${best}(${range})/{E}` : `{E}/${best}(${range})`;
  const byBest = `ROUND(${pointsOf(rule, c)}*${share},2)`;
  return [{ ...measured(c), plus: rule.method === 'efficacy' ? efficacy : byBest }];
};

const formulaLine: LineMaker = (rule, c) => {
  const entries = c.entries.filter((e) => e.类型 === '数据');
  let expression = (rule.expression ?? '')
    .replace(/^.*=/, '')
    .replaceAll('分值', `${c.full}`)
    .replaceAll('取小', 'MIN')
    .replaceAll('取大', 'MAX')
    .replaceAll('×', '*')
    .replaceAll('÷', '/');
  entries.forEach((e, i) => {
    expression = expression.replaceAll(e.名目 ?? '', `{${'EFG'[i]}}`);
  });
  const found = entries.map((e) => `${e.名目}${e.数值}`).join(' ');
  const amount = `ROUND(MAX(0,MIN(${c.full},${expression})),2)`;
  const inputs = entries.map((e) => Number(e.数值));
  if (rule.whenNone === undefined) return [{ found, inputs, plus: amount }];
  const instead = rule.whenNone === 'full' ? c.full : 0;
  const none = rule.whenNone === 'notApplicable' ? { none: `ISERROR(${expression})` } : {};
  return [{ found, inputs, plus: `IFERROR(${amount},${instead})`, ...none }];
};

/** Several assessors' marks joined as the component's panel says. */
function panelOf(marks: readonly Row[], c: LineContext): string {
  const values = marks.map((m) => m.数值).join(',');
  if (c.panel?.method === 'median') return `=ROUND(MEDIAN(${values}),2)`;
  const trimmed = c.panel?.method === 'trimmedMean' && marks.length >= (c.panel.trimFrom ?? 3);
  const sum = `SUM(${values})-MAX(${values})-MIN(${values})`;
  return trimmed ? `=ROUND((${sum})/${marks.length - 2},2)` : `=ROUND(AVERAGE(${values}),2)`;
}

const discretion: LineMaker = (rule, c) => {
  const marks = c.entries.filter((e) => e.类型 === '评分');
  const found = marks.map((e) => `${e.记录人}评${e.数值}分:${e.理由 ?? ''}`).join('\n') || '未扣分';
  const inputs = [marks.length > 1 ? panelOf(marks, c) : Number(marks[0]?.数值 ?? 0)];
  return [{ found, inputs, ...(rule.mode === 'award' ? { plus: '{E}' } : { minus: '{E}' }) }];
};

const zeroItem: LineMaker = (rule, c) => {
  const above = rule.above === undefined ? 0 : forClass(rule.above, c.subject.等级);
  return [{ found: words(c), inputs: [counts(c)[0]], zero: `IF({E}>${above},1,0)` }];
};

const MAKERS: Record<string, LineMaker> = {
  deduct: once,
  award: once,
  deductEach: each,
  awardEach: each,
  shortfall,
  deadline,
  proportion,
  ratioStep,
  tiers,
  rank,
  relative,
  formula: formulaLine,
  discretion,
  zeroItem,
  // outside the marks of its item: a bonus goes to the component, a veto decides the grade
  bonus: (_, c) => [{ found: words(c), inputs: [counts(c)[0]] }],
  veto: (_, c) => [{ found: words(c), inputs: [counts(c)[0]] }],
};

/** The lines of one rule; a `cap` has none, it bounds its item. */
export function linesOf(rule: RuleDoc, c: LineContext): Line[] {
  if (rule.kind === 'cap') return [];
  const make = MAKERS[rule.kind];
  if (!make) throw new Error(`the workbook has no line for ${rule.kind}`);
  return make(rule, c);
}
