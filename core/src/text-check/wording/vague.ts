import { effectOf, RULE_KINDS, type Rule } from '../../scheme/index.ts';
import { find, type TextCheck } from '../findings.ts';
import type { Passage } from '../passages/passage.ts';
import { saysHowMuch, saysWhen, sentencesOf, withoutNames } from '../passages/sentence.ts';
import { TERMS_OF_LAW, VAGUE_WORDS, type VagueWord } from './vague-words.ts';

const FREE = /酌情|视情(?:况|节|形)?|视具体情况|根据(?:实际)?情况|适当(?=[扣加减给])/;
/** A named body decides, and leaves a paper: 以市人民政府书面通报为准. */
const DECIDED = /以[^，,。；]+为准|经[^，,。；]{2,}(?:认定|确认)|书面通报|通报批评/;
const SCORED = /[扣加减得给评]/;
const BOUNDED = /\d\s*分|\d+\s*[%％]|本项分值以内/;

/** A rule that is measured, or that grades by an assessor's figure, does not hang on a word. */
const hangsOnWords = (rule: Rule): boolean =>
  !RULE_KINDS[rule.kind].measured && rule.kind !== 'cap' && (rule.kind !== 'discretion' || effectOf(rule) !== 'plus');

const sentenceWith = (passage: Passage, words: string): string =>
  sentencesOf(passage.text).find((s) => s.includes(words.slice(0, 8))) ?? words;

function isMeasured(passage: Passage, { measuredBy }: VagueWord, words: string): boolean {
  if (measuredBy === 'when') return saysWhen(passage.text);
  return DECIDED.test(words) || saysHowMuch(words) || saysHowMuch(sentenceWith(passage, words));
}

function checkConditions(check: TextCheck, passage: Passage): void {
  const said = new Set<VagueWord>();
  const own = withoutNames(passage.text);
  for (const { rule, words } of passage.conditions) {
    if (!hangsOnWords(rule)) continue;
    const plain = withoutNames(words).replace(TERMS_OF_LAW, '');
    for (const vague of VAGUE_WORDS) {
      const word = vague.word.exec(plain)?.[0];
      if (
        word === undefined ||
        !(own === '' || own.includes(word)) ||
        said.has(vague) ||
        isMeasured(passage, vague, words)
      )
        continue;
      said.add(vague);
      find(
        check,
        { path: passage.path, id: passage.id },
        {
          code: 'text-check.vague-word',
          severity: 'warning',
          message: `“${passage.title}”按“${word}”计分，各人看法不同，查不清、辩不明。`,
          hint: `${vague.proposal}。`,
        },
      );
    }
  }
}

function checkFree(check: TextCheck, passage: Passage): void {
  const free = sentencesOf(withoutNames(passage.text)).find((s) => FREE.test(s) && SCORED.test(s) && !BOUNDED.test(s));
  if (free === undefined) return;
  find(
    check,
    { path: passage.path, id: passage.id },
    {
      code: 'text-check.unbounded-discretion',
      severity: 'warning',
      message: `“${passage.title}”写了“${FREE.exec(free)?.[0]}”，没有写从几分到几分。`,
      hint: '写明范围和档次，如“酌情扣1—3分：影响一户的扣1分，影响三户以上的扣3分”，并要求写明理由。',
    },
  );
}

/** 及时, 较好, 到位, 酌情 without bounds: words by which points are lost or won and that nobody can check. */
export function checkVagueWords(check: TextCheck): void {
  for (const passage of check.passages) {
    checkConditions(check, passage);
    checkFree(check, passage);
  }
}
