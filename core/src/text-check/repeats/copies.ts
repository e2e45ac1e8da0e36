import type { Rule } from '../../scheme/index.ts';
import { find, type TextCheck } from '../findings.ts';
import type { Passage } from '../passages/passage.ts';
import { reduced } from '../passages/similar.ts';

const ALL_FIGURES = /\d+(?:\.\d+)?/g;
const MARKS = /\d+(?:\.\d+)?(?=\s*分(?!之))/g;
/** Sentences shorter than this are the same by chance: 每少一次扣1分. */
const SHORTEST = 12;

const skeleton = (text: string): string => reduced(text).replace(ALL_FIGURES, '#');

/** Figures but marks: marks may differ where the items weigh differently. */
function figuresOf(text: string, withMarks: boolean): string[] {
  return (withMarks ? text : text.replace(MARKS, '')).match(ALL_FIGURES) ?? [];
}

function differ(a: Passage, b: Passage): string[] {
  const withMarks = a.item?.full === b.item?.full;
  const [own, other] = [figuresOf(a.text, withMarks), figuresOf(b.text, withMarks)];
  return own.flatMap((figure, i) => (figure === other[i] ? [] : [`${figure}和${other[i]}`]));
}

/** The same sentences in two items, in one sheet or two, with other figures. */
function checkTwoItems(check: TextCheck): void {
  const seen = new Map<string, Passage>();
  for (const passage of check.passages) {
    const key = skeleton(passage.text);
    if (key.length < SHORTEST || !passage.item) continue;
    const earlier = seen.get(key);
    if (!earlier) {
      seen.set(key, passage);
      continue;
    }
    const figures = differ(earlier, passage);
    if (figures.length === 0) continue;
    find(check, passage.item, {
      code: 'text-check.same-words-other-figures',
      severity: earlier.sheet === passage.sheet ? 'warning' : 'advice',
      message: `“${passage.title}”与“${earlier.title}”（${earlier.id}）文字相同，数值不同：${figures.join('，')}。`,
      hint: '笔误的改成一致；确实要区别对待的，在文字里写明为什么，或用等级（classes）规定不同数值。',
    });
  }
}

const pointsOf = (rule: Rule): string | undefined => ('points' in rule ? JSON.stringify(rule.points) : undefined);

/** One condition twice in one item, with other marks. */
function checkOneItem(check: TextCheck, passage: Passage): void {
  const seen = new Map<string, Rule>();
  for (const { rule, words } of passage.conditions) {
    const key = `${rule.kind}|${reduced(words)}`;
    const earlier = seen.get(key);
    seen.set(key, earlier ?? rule);
    if (!earlier || reduced(words).length < 4 || pointsOf(earlier) === pointsOf(rule)) continue;
    if (earlier.clause.text === rule.clause.text || !rule.clause.text.includes(words)) continue;
    if (JSON.stringify(earlier.appliesTo) !== JSON.stringify(rule.appliesTo)) continue;
    find(
      check,
      { path: passage.path, id: passage.id },
      {
        code: 'text-check.same-words-other-figures',
        severity: 'warning',
        message: `“${passage.title}”里“${words}”写了两遍，分值不同。`,
        hint: '只留一条；两条都要的，把各自的情形写清楚。',
      },
    );
  }
}

/** Two copies that disagree; another copy kept in a note (`另一稿:`) is `scheme.copies-disagree`. */
export function checkCopies(check: TextCheck): void {
  checkTwoItems(check);
  for (const passage of check.passages) checkOneItem(check, passage);
}
