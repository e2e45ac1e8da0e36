import type { Diagnostic } from '../../values/index.ts';

type Path = readonly (string | number)[];

const placeOf = (path: Path, id: string | undefined) => ({ path: [...path], ...(id !== undefined && { id }) });

const LONGEST = 60;
const quoted = (words: string): string =>
  (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words).replaceAll('\n', ' ');

/** 待确认: the words can be read in more than one way, so nothing is scored by them until a person has looked. */
export const unconfirmed = (path: Path, id: string | undefined, words: string, reason: string): Diagnostic => ({
  code: 'rule-text.unconfirmed',
  severity: 'error',
  message: `“${quoted(words)}”的读法要由人确认：${reason}。`,
  place: placeOf(path, id),
  hint: '在本项的 rules 里写明这条规则（clause 抄这几个字），或删去已核对规则的 unsure；也可把句子改写清楚。',
});

/** 未计算: the words change how points count, and no rule stands for them. */
export const notComputed = (path: Path, id: string | undefined, words: string, elsewhere: boolean): Diagnostic => ({
  code: 'rule-text.not-computed',
  severity: 'warning',
  message: elsewhere ? `“${quoted(words)}”不是本项的计分规则。` : `“${quoted(words)}”会改变计分，还没有写成规则。`,
  place: placeOf([...path, 'text'], id),
  hint: elsewhere
    ? '等次、名额写到 grading，权重写到 components。'
    : '在 rules、floor、multiplier 等处写明它怎样计算。',
});
