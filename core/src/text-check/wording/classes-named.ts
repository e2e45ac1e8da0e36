import { rulesOf } from '../../scheme/index.ts';
import { find, type TextCheck } from '../findings.ts';
import type { Passage } from '../passages/passage.ts';
import { sentencesOf, withoutNames } from '../passages/sentence.ts';

/** Words that stand for the classes not named. */
const REST = /其他|其它|其余|另外|非[^，,、。]{0,6}(?:镇|乡|街道|单位|部门|岗位)|均|各类|所有/;

/** The classes that a sentence gives a figure of their own: 中心镇120平方米以上、重点乡镇80平方米以上. */
function classesWithFigure(sentence: string, classes: readonly string[]): string[] {
  return classes.filter((name) => {
    const at = sentence.indexOf(name);
    if (at < 0 || /[非除]$/.test(sentence.slice(0, at))) return false;
    return /^[^，,、]{0,12}\d/.test(sentence.slice(at + name.length));
  });
}

/** A figure by class that lacks one is already found by `checkScheme`. */
const figuresLack = ({ item }: Passage): boolean =>
  item !== undefined &&
  rulesOf(item).some((rule) => Object.values(rule).some((v) => typeof v === 'object' && v !== null && 'byClass' in v));

/** A sentence with figures for some classes of the group and none for the others. */
export function checkClassesNamed(check: TextCheck): void {
  for (const passage of check.passages) {
    const classes = [...new Set(passage.audience.flatMap((a) => a.class ?? []))];
    if (!passage.item || classes.length < 2 || figuresLack(passage)) continue;
    for (const sentence of sentencesOf(withoutNames(passage.text))) {
      const named = classesWithFigure(sentence, classes);
      const without = classes.filter((name) => !sentence.includes(name));
      if (named.length === 0 || without.length === 0 || REST.test(sentence)) continue;
      find(check, passage.item, {
        code: 'text-check.class-without-value',
        severity: 'warning',
        message: `“${passage.title}”给${named.join('、')}规定了数值，没有写${without.join('、')}。`,
        hint: `补上${without.map((name) => `“${name}…”`).join('、')}，或写“其他…”；不要求的写“不作要求”。`,
      });
    }
  }
}
