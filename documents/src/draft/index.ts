/**
 * Drafting (起草): a source document → a scheme document and a report on how it came about. Scoring tables are found by
 * shape (`tables`), also where they are numbered paragraphs or lines that lost their drawing (`outline`); the frame comes
 * from the prose (`frame`). Nothing that carries a figure in 分 is dropped silently. Stands on source-document.
 */
import { readRules } from '@zhunsheng/core/rule-text';
import type { Diagnostic } from '@zhunsheng/core/values';
import {
  type ConvertDoc,
  readSourceDocument,
  type SourceBlock,
  type SourceDocument,
  type SourcePlace,
} from '../source-document/index.ts';
import { type Draft, type DraftOptions, draftText, gistOf } from './draft-text.ts';
import { carriesPoints } from './marks.ts';
import { splitTexts } from './texts.ts';

export type { Draft } from './draft-text.ts';
export {
  type Assumption,
  type DraftReport,
  type LeftOut,
  READ_KINDS,
  type ReadEntry,
  type ReadKind,
} from './report.ts';
export { writeScheme } from './write-scheme.ts';

/** A text of the file from which nothing can be drafted. */
export interface SkippedText {
  readonly title: string;
  readonly place: string;
}

export interface Drafting {
  /** One for each text in the file that can be scored or graded by; most files hold one. */
  readonly drafts: readonly Draft[];
  readonly skipped: readonly SkippedText[];
  /** What the reader of the file left out, in Chinese. */
  readonly remarks: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Drafts schemes out of a document that has been read. */
export function draftDocument(source: SourceDocument, options: DraftOptions): Drafting {
  const drafts: Draft[] = [];
  const skipped: SkippedText[] = [];
  const lost: Diagnostic[] = [];
  for (const blocks of splitTexts(source.blocks)) {
    const draft = draftText(blocks, options);
    if (draft) drafts.push(draft);
    else if (blocks.length > 2) skipped.push(gistOf(blocks));
    if (!draft) lost.push(...pointsIn(blocks, options.file));
  }
  const diagnostics: Diagnostic[] = drafts.length > 0 ? lost : [nothingFound(options.file), ...lost];
  return { drafts, skipped, remarks: source.remarks, diagnostics };
}

const MOST_NAMED = 20;

/** Sentences with figures in 分 in a text from which nothing could be drafted. */
function pointsIn(blocks: readonly SourceBlock[], file: string): Diagnostic[] {
  const pieces = blocks.flatMap((block): { text: string; place: SourcePlace }[] =>
    block.kind === 'paragraph' ? [block] : [...block.cells],
  );
  const scoring = pieces.filter(({ text }) => /\d\s*分/.test(text) && carriesPoints(text));
  return scoring.slice(0, MOST_NAMED).map(({ text, place }) => ({
    code: 'draft.points-left-out',
    severity: 'warning',
    message: `“${text.slice(0, 60)}”写有分值，所在的文稿没有能起草的评分表。`,
    place: { file, cell: place.label },
    hint: '请核对是否应写进方案。',
  }));
}

const nothingFound = (file: string): Diagnostic => ({
  code: 'draft.nothing-found',
  severity: 'error',
  message: '没有找到评分表，也没有找到权重、分数线或等次名额，无法起草。',
  place: { file },
  hint: '请核对是否选错了文件；评分表在附件里的，请交附件。',
});

/** What a caller says of a file; `year` where the file itself says none. */
export interface DraftFileOptions {
  readonly year?: number;
  readonly thisYear: number;
  readonly convert?: ConvertDoc;
}

/** Reads a file of any format and drafts schemes out of it; every problem comes back as a Chinese diagnostic. */
export async function draftFile(bytes: Uint8Array, file: string, options: DraftFileOptions): Promise<Drafting> {
  const { document, diagnostics } = await readSourceDocument(bytes, file, options.convert);
  if (!document) return { drafts: [], skipped: [], remarks: [], diagnostics };
  return draftDocument(document, { ...options, file, read: readRules });
}
