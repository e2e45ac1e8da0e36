import { find, type TextCheck } from '../findings.ts';
import type { Passage } from '../passages/passage.ts';
import { sentencesOf } from '../passages/sentence.ts';
import { BURDEN_RULES, type BurdenRule } from './burden-rules.ts';

/** The sentence bars the thing itself, or punishes those who ask for it. */
const AGAINST =
  /不(?:得|看|以|把|将|作为|再|计入|搞|要求|设)|一律不|严禁|禁止|取消|强制|强迫|变相|违规|擅自|增加[^，。；]{0,6}负担|代替|形式主义|层层/;

/** What an item is scored by: title, sentences and the files it asks for. */
function scoredWords({ title, text, item, conditions }: Passage): string[] {
  if (conditions.length === 0 && (item?.full ?? 0) === 0) return [];
  return [...(item ? [title] : []), ...sentencesOf(text), ...(item?.evidence ?? [])];
}

const LONGEST = 30;
const NUMBERING = /^(?:[（(]?[\d一二三四五六七八九十]+[）)、.．]|[①-⑳])\s*/;

/** The clause of a sentence that a word stands in, short enough to quote. */
function clauseWith(sentence: string, words: RegExp): string {
  const whole = sentence.split(/[，,]/).find((each) => words.test(each)) ?? sentence;
  const clause = whole.replace(NUMBERING, '');
  return clause.length > LONGEST ? `${clause.slice(0, LONGEST)}…` : clause;
}

function say(check: TextCheck, passage: Passage, rule: BurdenRule, words: string): void {
  const { source } = rule;
  const from = `《${source.title}》（${[source.number, source.issued].filter(Boolean).join('，')}）`;
  find(
    check,
    { path: passage.path, id: passage.id },
    {
      code: 'text-check.barred-content',
      severity: 'warning',
      message: `“${passage.title}”含“${words}”：${from}不许以“${rule.bars}”作为考核内容。`,
      hint: rule.hint,
    },
  );
}

/** 减负体检: contents that the burden rules of 2024 to 2026 bar, each with the rule and its date; once an item and rule. */
export function checkBarredContents(check: TextCheck): void {
  for (const passage of check.passages) {
    const scored = scoredWords(passage).filter((words) => !AGAINST.test(words));
    for (const rule of BURDEN_RULES) {
      const words = scored.find((s) => rule.words.test(s));
      if (words !== undefined) say(check, passage, rule, clauseWith(words, rule.words));
    }
  }
}
