import type { RuleReading, ScoringText } from '@zhunsheng/core/rule-text';
import { wholeText } from '../../source-document/index.ts';
import { ordinary } from '../marks.ts';
import { withoutNumber } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import type { FoundBand, FoundFrame, FoundQuota, Section, Sentence } from './found-frame.ts';

/** Reads sentences into rules; passed in, so that drafting does not depend on how they are read. */
export type ReadSentence = (source: ScoringText) => readonly RuleReading[];

const GRADE =
  '(?:优秀|优良|良好|合格|基本合格|不合格|称职|基本称职|不称职|较好|一般|较差|达标|不达标|先进|优|良|好|中|差)';
const GRADE_LIST = new RegExp(
  `(?:分为|设为?|划分为|评定为|确定为|分成)[：:]?\\s*(?:[“"]?${GRADE}[”"]?\\s*(?:等次|等级|档次)?[、，,和及或]\\s*)+[“"]?${GRADE}[”"]?`,
);

/** Bands (分数线) as the reader of sentences finds them. */
export function readBands(
  sentences: readonly Sentence[],
  frame: FoundFrame,
  report: ReportBuilder,
  read: ReadSentence,
): void {
  for (const { text, place } of sentences) {
    if (!/\d/.test(ordinary(text)) || !new RegExp(GRADE).test(text)) continue;
    for (const { rule, span, uncertain } of read({ text })) {
      if (rule.kind !== 'gradeBand' || rule.grade === undefined) continue;
      if (frame.bands.some((band) => band.grade === rule.grade)) continue;
      const clause = text.slice(span.start, span.end);
      const bounds = {
        ...(rule.min !== undefined && { min: rule.min }),
        ...(rule.max !== undefined && { max: rule.max }),
      };
      frame.bands.push({ grade: rule.grade, ...bounds, text: clause });
      report.took('band', clause, place);
      if (uncertain)
        report.doubt('unsure-band', `分数线“${clause}”：${uncertain}。`, place, '请核对 grading 的 bands。');
    }
  }
  closeBands(frame.bands);
}

/** 90分以上为优秀，80分以上为良好: the next better band ends this one. */
function closeBands(bands: FoundBand[]): void {
  const sorted = [...bands].sort((a, b) => (b.min ?? -1) - (a.min ?? -1));
  sorted.forEach((band, at) => {
    const better = sorted[at - 1];
    if (better?.min !== undefined && band.max === undefined) band.max = better.min;
  });
  bands.splice(0, bands.length, ...sorted);
}

/** The lines `优秀：能正确…` under a list of grades: what each grade means, where no figures say it. */
function definitionOf(section: Section, grade: string): { text: string; place: Section['place'] } | undefined {
  const form = new RegExp(`^[“"]?${grade}[”"]?(?:等次|等级|档次)?\\s*[：:]\\s*(.+)$`);
  for (const line of section.lines) {
    for (const piece of wholeText(line).split(/\n|(?=[（(][一二三四五六七八九十][)）])/)) {
      const match = form.exec(withoutNumber(piece.trim()));
      if (match) return { text: match[1]!.replace(/[；;]$/, '。'), place: line.place };
    }
  }
  return undefined;
}

function gradesNamed(text: string): string[] {
  const list = GRADE_LIST.exec(text)?.[0];
  if (!list) return [];
  return [...new Set([...list.matchAll(new RegExp(GRADE, 'g'))].map((match) => match[0]))];
}

/** Grades that are judged: named in a list, with what each means; without figures they are no bands. */
export function readJudged(sections: readonly Section[], frame: FoundFrame, report: ReportBuilder): void {
  if (frame.bands.length > 0) return;
  for (const section of sections) {
    const line = section.lines.find((candidate) => gradesNamed(wholeText(candidate)).length >= 2);
    if (!line) continue;
    const grades = gradesNamed(wholeText(line));
    report.account(line.place);
    frame.judged = grades.map((grade) => {
      const definition = definitionOf(section, grade);
      report.took(
        'judgedGrade',
        `${grade}${definition ? `：${definition.text}` : ''}`,
        definition?.place ?? line.place,
      );
      return { grade, ...(definition && { text: definition.text }) };
    });
    const message = `等次分为${grades.join('、')}，没有写明各等次的分数线。`;
    report.doubt(
      'grades-without-bands',
      message,
      line.place,
      '由考核办评定等次的保留 judged；按分数定等次的改写成 bands。',
    );
    return;
  }
  const named = sections.flatMap((section) => section.lines).find((line) => /等次|等级/.test(wholeText(line)));
  if (named) {
    const message = '提到了考核等次，没有写明有哪些等次和分数线。';
    report.doubt('grades-not-stated', message, named.place, '请在 grading 里补上 bands（分数线）或 judged（评定）。');
  }
}

const SHARE = /(?:(\d{1,3}(?:\.\d+)?)\s*%|百分之([一二三四五六七八九]?十))/;
const BOUND = /不(?:得)?超过|不(?:得)?高于|控制在|掌握在|以内|限额|名额|按[^。，]{0,12}比例/;
const COUNT = /(\d{1,3})\s*(?:个|名|家)/;
const CHINESE_TENS = '一二三四五六七八九';

const percentOf = (match: RegExpExecArray): number =>
  match[1] !== undefined ? Number(match[1]) : (CHINESE_TENS.indexOf(match[2]![0]!) + 1 || 1) * 10;

/** The grade that a bound speaks of: the last one named before it as 等次, else the best. */
function gradeBefore(text: string, until: number): string | undefined {
  const before = [
    ...text.slice(0, until).matchAll(new RegExp(`${GRADE}(?=等次|等级|档次|的|单位|名额|比例|人数|比)`, 'g')),
  ];
  return before.at(-1)?.[0];
}

function poolOf(text: string): FoundQuota['of'] {
  if (/(?:各|每)[^，。]{0,6}组|同类|分类|各类/.test(text)) return 'group';
  return /总数|全体|人数|全[县市区镇]|参评/.test(text) ? 'all' : 'group';
}

function quotaIn(written: string, grades: readonly string[]): FoundQuota | undefined {
  const text = ordinary(written);
  const bound = BOUND.exec(text);
  const share = SHARE.exec(text);
  const size = share ?? COUNT.exec(text);
  if (!bound || !size || /[扣加得]\s*\d|得分|完成率|分值/.test(text)) return undefined;
  const grade = gradeBefore(text, Math.max(size.index, bound.index));
  if (!grade || (grades.length > 0 && !grades.includes(grade))) return undefined;
  const most = share ? { percent: percentOf(share) } : { count: Number(size[1]) };
  return { grade, ...most, of: poolOf(text), text: written };
}

/** 优秀 at most so many percent, or so many: the quota of a grade. */
export function readQuota(sentences: readonly Sentence[], frame: FoundFrame, report: ReportBuilder): void {
  const grades = [...frame.bands, ...frame.judged].map((entry) => entry.grade);
  for (const { text, place } of sentences) {
    const quota = quotaIn(text, grades);
    if (!quota) continue;
    frame.quota = quota;
    report.took('quota', text, place);
    report.assume('名额取整：舍去零头', '原文没有写名额怎样取整。');
    if (!/左右|一般|大约|原则上/.test(text)) return;
    const message = `“${text.slice(0, 60)}”说的是大致比例，方案里按上限执行。`;
    report.doubt('quota-roughly', message, place, '请确认名额是否为硬性上限。');
    return;
  }
}

const RECTIFY = new RegExp(`(${GRADE})(?:等次|等级)?的[^。]{0,30}整改`);

/** Grades whose holders owe a rectification plan. */
export function readRectify(sentences: readonly Sentence[], frame: FoundFrame, report: ReportBuilder): void {
  for (const { text, place } of sentences) {
    const grade = RECTIFY.exec(text)?.[1];
    if (!grade || frame.rectify.includes(grade)) continue;
    frame.rectify.push(grade);
    report.took('procedure', text, place);
  }
}
