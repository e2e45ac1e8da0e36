import { type SourceParagraph, wholeText } from '../../source-document/index.ts';
import { numbered } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import { isDebris } from '../texts.ts';
import { readCalendar } from './calendar.ts';
import { emptyFrame, type FoundFrame, type Section } from './found-frame.ts';
import { type ReadSentence, readBands, readJudged, readQuota, readRectify } from './grades.ts';
import { readGroups } from './groups.ts';
import { readIdentity } from './identity.ts';
import { passagesOf, sectionsOf, sentencesOf } from './sections.ts';
import { readWeights } from './weights.ts';
import { readListedRules, readWholeRules } from './whole-rules.ts';

const PROCEDURE =
  /考[核评](?:的)?(?:方式|方法|程序|步骤|时间|组织|实施)|按照以下程序|结果(?:的)?(?:运用|应用|使用)|实施步骤|工作步骤|组织实施/;
const LONGEST_NOTE = 400;

/** The course of the assessment in the document's own words, for the scheme's note. */
function readProcedure(sections: readonly Section[], frame: FoundFrame, report: ReportBuilder): void {
  for (const section of sections) {
    const [first, ...rest] = section.lines;
    if (!first || !PROCEDURE.test(wholeText(first).slice(0, 40))) continue;
    for (const line of [first, ...rest]) {
      const text = wholeText(line);
      if (isDebris(text)) continue;
      frame.procedure.push(text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE)}…` : text);
      if (!report.accounted(line.place)) report.took('procedure', text, line.place);
    }
  }
}

/** A text that breaks off: its last words end without a stop, or its last section has nothing in it. */
function reportBreaks(paragraphs: readonly SourceParagraph[], report: ReportBuilder): void {
  const last = paragraphs.at(-1);
  if (!last) return;
  const text = wholeText(last).trim();
  const number = numbered(text);
  const bareHeading = number !== undefined && number.text.length <= 16 && !/[。；！”]$/.test(number.text);
  const opens = /[：:，,、]$/.test(text);
  if (!bareHeading && !opens) return;
  const message = `原件在“${text.slice(-30)}”之后中断，后面的内容缺失。`;
  report.doubt('breaks-off', message, last.place, '请用完整的原件重新起草，或补上缺失的内容。');
}

/** Reads the frame of an assessment from its prose: who, when, how weighted, how graded, what bounds hold. */
export function readFrame(
  paragraphs: readonly SourceParagraph[],
  report: ReportBuilder,
  read: ReadSentence,
): FoundFrame {
  const frame = emptyFrame();
  const sections = sectionsOf(paragraphs);
  const lines = paragraphs.flatMap((paragraph) => sentencesOf(paragraph));
  const whole = paragraphs.flatMap((paragraph) => sentencesOf(paragraph, /(?<=。)|\n/));
  readIdentity(paragraphs, frame, report);
  readGroups(sections, frame, report);
  readWeights(whole, frame, report);
  readBands(whole, frame, report, read);
  readJudged(sections, frame, report);
  readQuota(lines, frame, report);
  readRectify(lines, frame, report);
  readCalendar(lines, frame, report);
  readListedRules(passagesOf(paragraphs), frame, report, read);
  const listed = new Set(frame.sentences.flatMap((text) => text.split('\n')));
  readWholeRules(
    whole.filter(({ text }) => !listed.has(text)),
    frame,
    report,
    read,
  );
  readProcedure(sections, frame, report);
  reportBreaks(paragraphs, report);
  return frame;
}
