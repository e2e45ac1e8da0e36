import type { SchemeDocument } from '@zhunsheng/core/scheme';
import { type SourceBlock, type SourceParagraph, type SourceTable, wholeText } from '../source-document/index.ts';
import { assignSheets } from './assign.ts';
import { classesNamed, doubtScheme } from './check-draft.ts';
import { joinCopies } from './copies.ts';
import { doubtAnnexes, doubtFrame, doubtItems, leaveRest } from './doubts.ts';
import type { ReadSentence } from './frame/grades.ts';
import { readFrame } from './frame/read-frame.ts';
import { reportGaps } from './gaps.ts';
import { doubtLost } from './nothing-lost.ts';
import { looksFlattened, readFlattened } from './outline/read-flattened.ts';
import { readOutline } from './outline/read-outline.ts';
import { type DraftReport, ReportBuilder } from './report.ts';
import { allItems, type DraftDefaults, hasSubstance, writeDocument } from './scheme-document.ts';
import { joinContinued } from './tables/continued.ts';
import { leaveTable, readTable, type TableReading } from './tables/read-table.ts';
import { isTitle, paragraphsOf } from './texts.ts';
import type { FoundSheet } from './tree.ts';

/** 方案草稿: a scheme document with the report on how it came about. */
export interface Draft {
  readonly title: string;
  readonly document: SchemeDocument;
  readonly report: DraftReport;
}

export interface DraftOptions {
  /** The source's file name, for places and for a title that the source itself lacks. */
  readonly file: string;
  /** The year when the source does not say; without it that is a doubt, and `thisYear` stands in. */
  readonly year?: number;
  readonly thisYear: number;
  readonly read: ReadSentence;
}

const CAPTION_LINES = 3;

/** The lines right above a table: 附件2, its title. */
function captionOf(above: readonly SourceBlock[], own: readonly SourceParagraph[]): { title: string; context: string } {
  const near: SourceParagraph[] = [];
  for (const block of above.slice(-CAPTION_LINES).reverse()) {
    if (block.kind === 'table') break;
    near.unshift(block);
  }
  const lines = [...near, ...own].map((paragraph) => wholeText(paragraph).replace(/\s+/g, ''));
  const short = lines.filter((line) => line.length <= 60 && !/[。；]/.test(line));
  const title = short.findLast(isTitle) ?? short.findLast((line) => /表$|标准|细则|附件/.test(line)) ?? '';
  return { title: title.replace(/^附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[:：.]?/, ''), context: short.join(' ') };
}

interface Found {
  readonly sheets: FoundSheet[];
  /** Paragraphs in reading order, with the titles and notes of tables in their places. */
  readonly prose: SourceParagraph[];
}

function readBlocks(blocks: readonly SourceBlock[], report: ReportBuilder): Found {
  const sheets: FoundSheet[] = [];
  const prose: SourceParagraph[] = [];
  blocks.forEach((block, at) => {
    if (block.kind === 'paragraph') {
      prose.push(block);
      return;
    }
    const reading = readTable(block, report);
    if (!reading) leaveTable(block, report);
    else sheets.push(named(reading, blocks.slice(0, at), report));
    prose.push(...(reading?.prose ?? []));
  });
  return { sheets, prose };
}

function named({ sheet, prose }: TableReading, above: readonly SourceBlock[], report: ReportBuilder): FoundSheet {
  const { title, context } = captionOf(above, prose);
  sheet.title = title;
  sheet.context = `${sheet.context} ${context}`;
  report.took('sheet', title || sheet.place.label, sheet.place);
  return sheet;
}

/** Tables that were written as paragraphs, numbered or one cell a line. */
function readParagraphs(prose: readonly SourceParagraph[], report: ReportBuilder): FoundSheet[] {
  const found = looksFlattened(prose) ? readFlattened(prose, report) : readOutline(prose, report);
  for (const sheet of found) report.took('sheet', sheet.title || sheet.place.label, sheet.place);
  return found;
}

function defaultsOf(options: DraftOptions, frameYear: number | undefined, report: ReportBuilder): DraftDefaults {
  const title = options.file.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, '');
  if (frameYear === undefined && options.year === undefined) {
    report.assume(`年度：${options.thisYear}`, '原文没有写明年度，暂用今年。');
    report.doubt('no-year', '原文没有写明年度。', undefined, '请核对 year，或用 --year 写明。');
  } else if (frameYear === undefined) report.assume(`年度：${options.year}`, '原文没有写明年度，按 --year。');
  return { title: title || '未命名考核方案', year: options.year ?? options.thisYear };
}

/** Classes that the rules tell apart become those of the groups; the document rarely lists them. */
function withClasses(document: SchemeDocument, report: ReportBuilder): SchemeDocument {
  const classes = new Map<string, Set<string>>();
  for (const sheet of document.sheets) {
    const named = classesNamed(sheet, document);
    for (const group of sheet.for.groups) classes.set(group, new Set([...(classes.get(group) ?? []), ...named]));
  }
  const groups = document.groups.map((group) => {
    const own = [...(classes.get(group.id) ?? [])];
    if (own.length === 0) return group;
    report.assume(
      `“${group.title}”分等级：${own.join('、')}`,
      '评分标准对这些等级有不同的数值，名册里要写明各单位的等级。',
    );
    return { ...group, classes: own };
  });
  return { ...document, groups };
}

/** Drafts a scheme out of one text; `undefined` when there is nothing in it to score or grade by. */
export function draftText(written: readonly SourceBlock[], options: DraftOptions): Draft | undefined {
  const report = new ReportBuilder(options.file);
  const blocks = joinContinued(written);
  const { sheets: drawn, prose } = readBlocks(blocks, report);
  const sheets = joinCopies([...drawn, ...readParagraphs(prose, report)], report);
  reportGaps(sheets, report);
  const rest = prose.filter((paragraph) => !report.accounted(paragraph.place));
  const frame = readFrame(rest, report, options.read);
  if (!hasSubstance(frame, sheets)) return undefined;
  const [only] = sheets;
  if (frame.title === undefined && only && only.title !== '') frame.title = only.title;
  if (only && only.title === '') only.title = frame.title ?? '';
  const assignment = assignSheets(frame, sheets, report);
  doubtFrame(frame, sheets.length, report);
  doubtAnnexes(blocks, report);
  doubtItems(allItems(assignment), options.read, report);
  const document = withClasses(
    writeDocument(frame, assignment, defaultsOf(options, frame.year, report), report),
    report,
  );
  doubtScheme(document, report);
  leaveRest(rest, new Set(sheets.map((sheet) => sheet.title)), report);
  doubtLost(written, document, report);
  return { title: document.title, document, report: report.finish() };
}

/** Paragraphs and tables of a text that nothing was drafted from, in a few words. */
export const gistOf = (blocks: readonly SourceBlock[]): { title: string; place: string } => {
  const [first] = paragraphsOf(blocks);
  const table = blocks.find((block): block is SourceTable => block.kind === 'table');
  return {
    title: first ? wholeText(first).slice(0, 40) : (table?.name ?? '表格'),
    place: (first ?? table)?.place.label ?? '',
  };
};
