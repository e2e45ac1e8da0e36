import type { Span } from '../../values/index.ts';
import type { Passage } from '../passage/passage.ts';
import type { Term } from '../phrases/term.ts';
import type { ReadRule, RuleReading } from '../reading.ts';

const FORMS: Readonly<Record<string, string>> = {
  uncapped: 'uncapped',
  noNegative: 'floor',
  noDouble: 'noDouble',
  multiplier: 'multiplier',
  exempt: 'exempt',
};

/** Words that the lexicon does not carry alone: looked for sentence by sentence. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['到0分为止', 'floor'],
  ['至0分为止', 'floor'],
  ['扣减工作补贴', 'sanction'],
  ['方可加分', 'gate'],
  ['才可加分', 'gate'],
  ['不涉及该项', 'exempt'],
  ['没有该项工作', 'exempt'],
  ['平均计入其他', 'redistribute'],
  ['平均分摊到其他', 'redistribute'],
  ['取平均分', 'aggregate'],
  ['取平均值', 'aggregate'],
  ['平均得分', 'aggregate'],
  ['按人数平均', 'share'],
  ['按比例增加', 'interpolate'],
  ['插值', 'interpolate'],
];

const LIMIT = 40;

/** 不计负分, 不封顶, 同一事项不重复计分, 加倍扣分, 取平均分: what changes how rules count, as `other` with its form. */
export function modifiersOf(passage: Passage): RuleReading[] {
  const found: RuleReading[] = [];
  for (const term of passage.terms) {
    const form = term.type === 'word' ? FORMS[term.sense] : term.type === 'formula' ? 'formula' : undefined;
    if (form !== undefined && !repeats(found, form, passage, term)) found.push(other(passage, form, term));
  }
  for (const [phrase, form] of PHRASES) {
    const start = passage.text.indexOf(phrase);
    if (start >= 0) found.push(other(passage, form, { start, end: start + phrase.length }));
  }
  return found;
}

/** 不重复加分,就高计分 is one modifier: the same form again in the same sentence says nothing new. */
const repeats = (found: readonly RuleReading[], form: string, passage: Passage, term: Term): boolean => {
  const last = found.at(-1);
  return last?.rule.form === form && !/[。;；\n]/.test(passage.text.slice(last.span.end, term.start));
};

function other(
  passage: Passage,
  form: string,
  { start, end, ...term }: Span & { readonly from?: number },
): RuleReading {
  const from = Math.max(0, start - LIMIT);
  const lead = passage.text.slice(from, start);
  const cut = Math.max(...['。', '；', ';', '\n', '，', ','].map((mark) => lead.lastIndexOf(mark)));
  const expression = term.from === undefined ? undefined : passage.text.slice(term.from, end).trim();
  const rule: ReadRule = {
    kind: 'other',
    form,
    when: passage.text.slice(from + cut + 1, end),
    ...(expression !== undefined && { expression }),
  };
  return { rule, span: { start, end } };
}
