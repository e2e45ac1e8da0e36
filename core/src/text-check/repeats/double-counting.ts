import { effectOf, type Scheme } from '../../scheme/index.ts';
import { find, type TextCheck } from '../findings.ts';
import type { Condition, Passage } from '../passages/passage.ts';
import { reduced, similarPairs } from '../passages/similar.ts';

/** How alike two conditions must be to be the same fact; below it they are two duties said in the same official words. */
const ALIKE = 0.72;
const SHORTEST = 6;

/** How far and how often: figures that many sentences share. */
const STEP = /每?(?:下降|降低|减少|增加|低|少|高|超)?\d+(?:\.\d+)?个?(?:百分点|[%％])/g;
/** Words that point at the item's own requirement, whatever it is. */
const OWN_REQUIREMENT =
  /^(?:部分|全部)?(?:未|没有|不)(?:能)?(?:达到|达|符合|按照?)?(?:规定|有关|相关|上述|基本)?要求|本项|该项/;

const isOneFact = (words: string): boolean =>
  reduced(words.replace(STEP, '')).length >= SHORTEST && !OWN_REQUIREMENT.test(words);

interface Punished {
  readonly passage: Passage;
  readonly condition: Condition;
}

function punishedIn(passage: Passage): Punished[] {
  return passage.conditions
    .filter(({ rule, words }) => {
      const effect = effectOf(rule);
      const lost = effect === 'minus' || effect === 'zero' || rule.kind === 'penalty';
      return lost && isOneFact(words);
    })
    .map((condition) => ({ passage, condition }));
}

/** Whether some subject can meet both. */
const meet = (a: Passage, b: Passage): boolean =>
  a.audience.some((one) => b.audience.some((other) => one.group === other.group && one.class === other.class));

/** A component that does not count, such as the bodies' own marks kept for comparison. */
const counts = (scheme: Scheme, { sheet }: Passage): boolean =>
  !sheet || scheme.components.some((c) => sheet.components.includes(c.id) && c.source !== 'selfScore');

/** 同一事项就高不重复 reaches both places, so that findings which share a `matter` count once. */
function isCovered({ noDouble }: Scheme, a: Passage, b: Passage): boolean {
  if (noDouble === 'off') return false;
  if (noDouble === 'assessment' || a === b) return true;
  if (noDouble === 'item') return false;
  return a.sheet !== undefined && a.sheet === b.sheet;
}

/** One fact that two rules punish. */
export function checkDoubleCounting(check: TextCheck): void {
  const { scheme } = check;
  const punished = check.passages.filter((p) => counts(scheme, p)).flatMap(punishedIn);
  const said = new Set<string>();
  for (const [i, k] of similarPairs(
    punished.map((p) => p.condition.words),
    ALIKE,
  )) {
    const [first, second] = [punished[i] as Punished, punished[k] as Punished];
    if (first.passage === second.passage || !meet(first.passage, second.passage)) continue;
    if (said.has(second.passage.id)) continue;
    said.add(second.passage.id);
    sayTwice(check, first, second);
  }
}

function sayTwice(check: TextCheck, first: Punished, second: Punished): void {
  const covered = isCovered(check.scheme, first.passage, second.passage);
  const { id, title, path } = second.passage;
  find(
    check,
    { path, id },
    {
      code: 'text-check.double-counting',
      severity: covered ? 'advice' : 'warning',
      message: `“${title}”的“${second.condition.words}”与“${first.passage.title}”（${first.passage.id}）的“${first.condition.words}”像是同一件事，会扣两次。`,
      hint: covered
        ? '方案已规定同一事项不重复扣分：登记时两处填同一个事项（matter）；最好只留一处。'
        : '只留一处，或写明同一事项就高不重复（noDouble: assessment）。',
    },
  );
}
