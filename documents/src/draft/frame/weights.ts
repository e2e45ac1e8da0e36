import { ordinary } from '../marks.ts';
import { withoutNumber } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import type { FoundComponent, FoundFrame, Sentence } from './found-frame.ts';

const NAME = '[^，。；：、:;,（）()\\s%0-9]{2,16}';
const PERCENT = '\\d{1,3}(?:\\.\\d+)?\\s*%';
/** A、B、C分别按20%、70%、10% */
const RESPECTIVELY = new RegExp(
  `((?:${NAME}、)+${NAME}?(?:(?:和|与|及|以及)${NAME}?)?|${NAME}?(?:和|与)${NAME}?)(?:的?(?:得分|成绩|结果|分值|权重))?(?:各|分别)[^%\\d]{0,12}((?:${PERCENT}\\s*[、，,和]?\\s*)+)`,
);
/** A占20%；A（20%）；A权重为20% */
const EACH = new RegExp(
  `(${NAME}?)(?:的?(?:得分|成绩|结果|分值|考核分))?(?:占|按|权重|所占|比重|[（(])(?:年度|考核|总|综合)*(?:总?分|总?成绩|权重|比重|比例)?(?:值)?(?:的|为|占|是)?\\s*(\\d{1,3}(?:\\.\\d+)?)\\s*%`,
  'g',
);
/** 日常考核（20分）、年终考核80分 */
const IN_POINTS = new RegExp(
  `(${NAME}?(?:考核|评价|评议|测评|考评|自评|抽查|测试))(?:满分|占|为|[（(])?\\s*(\\d{1,3})\\s*分`,
  'g',
);

const percentWords = (text: string): string =>
  text.replace(/百分之([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])/g, (_, words: string) => {
    const [tens, ones] = words.includes('十') ? words.split('十') : ['0', words];
    const digit = (char: string): number => Math.max(0, '零一二三四五六七八九'.indexOf(char));
    const value = (words.includes('十') ? (tens === '' ? 1 : digit(tens!)) * 10 : 0) + (ones ? digit(ones) : 0);
    return `${value}%`;
  });

const cleanName = (name: string): string =>
  withoutNumber(name)
    .replace(/^(?:其中|其|将|由|按|以|即|和|与|及)+/, '')
    .replace(/(?:得分|成绩|结果|分值|部分|的)$/, '');

function respectively(text: string): FoundComponent[] {
  const match = RESPECTIVELY.exec(text);
  if (!match) return [];
  const titles = match[1]!
    .split(/、|以及|和|与|及/)
    .map(cleanName)
    .filter(Boolean);
  const weights = [...match[2]!.matchAll(/\d+(?:\.\d+)?/g)].map((figure) => Number(figure[0]));
  if (titles.length !== weights.length) return [];
  return titles.map((title, at) => ({ title, weight: weights[at]! }));
}

function each(text: string, form: RegExp): FoundComponent[] {
  return [...text.matchAll(form)]
    .map((match) => ({ title: cleanName(match[1]!), weight: Number(match[2]) }))
    .filter(({ title }) => title.length >= 2);
}

/** Words by which shares are those of ways to assess, not rates inside a rule. */
const TOPIC = /考核|评价|评议|测评|自评|自查|考评|抽查|日常|平时|年终|测试|满意度|总分|得分/;
const NOT_WEIGHTS = /扣|以上的?[，得]|未达|完成率|达到|合格率|优秀|不超过|以内/;

const sum = (components: readonly FoundComponent[]): number => components.reduce((total, c) => total + c.weight, 0);

function componentsIn(text: string): FoundComponent[] {
  if (!TOPIC.test(text) || NOT_WEIGHTS.test(text)) return [];
  const plain = percentWords(ordinary(text));
  const listed = respectively(plain);
  if (listed.length >= 2) return listed;
  const shares = each(plain, EACH);
  if (shares.length >= 1) return shares;
  const points = each(plain, IN_POINTS);
  return points.length >= 2 && sum(points) === 100 ? points : [];
}

/** Components and their weights: in one sentence, or one a sentence until they come to 100. */
export function readWeights(sentences: readonly Sentence[], frame: FoundFrame, report: ReportBuilder): void {
  const found: { component: FoundComponent; place: Sentence['place'] }[] = [];
  for (const { text, place } of sentences) {
    for (const component of componentsIn(text)) {
      if (!found.some((other) => other.component.title === component.title)) found.push({ component, place });
    }
    if (sum(found.map((entry) => entry.component)) >= 100) break;
  }
  const total = sum(found.map((entry) => entry.component));
  const [first] = found;
  if (!first) return;
  if (found.length >= 2 && total === 100) {
    frame.components = found.map((entry) => entry.component);
    for (const { component, place } of found)
      report.took('component', `${component.title} ${component.weight}%`, place);
    return;
  }
  const listed = found.map(({ component }) => `${component.title}${component.weight}%`).join('、');
  const message = `考核方式的权重没有读全：${listed}，合计${total}%。`;
  report.doubt('weights-not-100', message, first.place, '请在 components 里写明各考核方式和权重，合计100。');
}
