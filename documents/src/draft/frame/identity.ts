import { type SourceParagraph, wholeText } from '../../source-document/index.ts';
import { ordinary } from '../marks.ts';
import type { ReportBuilder } from '../report.ts';
import { isDebris, isTitle } from '../texts.ts';
import type { FoundFrame } from './found-frame.ts';

const OUTER = /关于(?:印发|下发|公布)[《〈](.+?)[》〉]的(?:通知|函)/;
const SCHEME_TITLE = /(?:方案|办法|细则|标准|制度|规则|评分表|考核表)(?:[（(].{1,10}[)）])?$/;
/** 2024年部门依法行政考核: a title without the word for what kind of paper it is. */
const BARE_TITLE = /^(?!.*[，。；：]).{4,40}(?:考核|考评|评估|评价|测评)(?:工作)?$/;
const HEAD = 25;

const bare = (text: string): string => text.replace(/\s+/g, '').replace(/[：:]$/, '');

/** Words of a title that was broken over two lines, such as `某县2024年度` above `依法行政考核方案`. */
const isFirstHalf = (text: string): boolean =>
  text.length >= 3 &&
  text.length <= 40 &&
  /(?:年度?|县|市|区|镇|乡|省|政府|工作|关于|考核|建设|街道)$/.test(text) &&
  !/[，。；：]/.test(text);

function rank(text: string, at: number): number {
  const scheme = SCHEME_TITLE.test(text) ? 20 : 0;
  const topic = /考核|考评|评分|评价|评估/.test(text) ? 20 : 0;
  return scheme + topic - at;
}

function findTitle(paragraphs: readonly SourceParagraph[]): { title: string; lines: SourceParagraph[] } | undefined {
  const candidates = paragraphs.slice(0, HEAD).flatMap((paragraph, at) => {
    const text = bare(wholeText(paragraph));
    const outer = OUTER.exec(text)?.[1];
    if (outer) return [{ title: outer, lines: [paragraph], rank: rank(outer, at) + 1 }];
    if (!(isTitle(text) || (at < 3 && BARE_TITLE.test(text))) || isDebris(text)) return [];
    const above = paragraphs[at - 1];
    const first = above ? bare(wholeText(above)) : '';
    const joined = above && isFirstHalf(first) && !isTitle(first) && !text.includes(first);
    if (joined) return [{ title: first + text, lines: [above, paragraph], rank: rank(text, at) }];
    return [{ title: text, lines: [paragraph], rank: rank(text, at) }];
  });
  return candidates.reduce<(typeof candidates)[number] | undefined>(
    (best, candidate) => (best === undefined || candidate.rank > best.rank ? candidate : best),
    undefined,
  );
}

const YEAR = /(?<!\d)(20\d{2})\s*年/;

function findYear(
  paragraphs: readonly SourceParagraph[],
  title: string,
): { year: number; from: SourceParagraph } | undefined {
  const holder = paragraphs.find((paragraph) => title.includes(bare(wholeText(paragraph)))) ?? paragraphs[0];
  const inTitle = YEAR.exec(ordinary(title))?.[1];
  if (inTitle && holder) return { year: Number(inTitle), from: holder };
  for (const form of [/(?<!\d)(20\d{2})\s*年度/, YEAR]) {
    for (const paragraph of paragraphs) {
      const text = ordinary(wholeText(paragraph));
      // Years of the laws and plans that a scheme rests on are not its own.
      const year = text.includes('《') ? undefined : form.exec(text)?.[1];
      if (year) return { year: Number(year), from: paragraph };
    }
  }
  return undefined;
}

const AUTHORITY = /考核机关[为是：:]\s*([^，。；,;]{2,20}?)(?=[，。；,;]|$)/;
const BASIS = /(?:根据|依据|依照|按照)[^。]{0,20}《/;

function readBasis(paragraphs: readonly SourceParagraph[], frame: FoundFrame, report: ReportBuilder): void {
  const paragraph = paragraphs.find((candidate) => BASIS.test(wholeText(candidate)));
  if (!paragraph) return;
  const text = wholeText(paragraph);
  const from = text.search(BASIS);
  frame.basis = [...text.slice(from).matchAll(/《([^《》]{2,60})》/g)].map((match) => match[1]!);
  report.took('basis', frame.basis.join('、'), paragraph.place);
}

/** Title, year, authority and basis, from the head of the prose. */
export function readIdentity(paragraphs: readonly SourceParagraph[], frame: FoundFrame, report: ReportBuilder): void {
  const found = findTitle(paragraphs);
  if (found) {
    frame.title = found.title;
    for (const line of found.lines) report.account(line.place);
    report.took('title', found.title, found.lines[0]!.place);
    for (const paragraph of paragraphs) if (bare(wholeText(paragraph)) === found.title) report.account(paragraph.place);
  }
  const year = findYear(paragraphs, frame.title ?? '');
  if (year) {
    frame.year = year.year;
    report.took('year', `${year.year}`, year.from.place);
  }
  const unknown = paragraphs.find((paragraph) => /20\d?[xX×＊*_]+\s*年|_{2,}年/.test(wholeText(paragraph)));
  if (!year && unknown) {
    report.doubt('year-not-written', '年度没有写全（如“201x年”）。', unknown.place, '请在方案里写明年度。');
  }
  const authority = paragraphs.find((paragraph) => AUTHORITY.test(wholeText(paragraph)));
  if (authority) {
    frame.authority = AUTHORITY.exec(wholeText(authority))![1]!;
    report.took('authority', frame.authority, authority.place);
  }
  readBasis(paragraphs, frame, report);
}
