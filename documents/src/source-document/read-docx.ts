import { Unreadable } from '../unreadable.ts';
import { type Broken, readXml } from '../xml/xml-events.ts';
import type { ZipEntry } from '../zip/open-zip.ts';
import { DocxBody } from './docx-body.ts';
import { Numbering } from './docx-numbering.ts';
import { readStyles } from './docx-styles.ts';
import { type Budget, checkPart } from './limits.ts';
import { scanned } from './refusals.ts';
import type { SourceDocument } from './source-document.ts';

const broken: Broken = () =>
  new Unreadable(
    'documents.broken-document',
    'Word 文档的内容已损坏。',
    '请用文字处理软件打开，另存为新的 .docx 文件后再试。',
  );

function remarksOn({ deleted, footnotes, boxes, pictures }: DocxBody['seen']): string[] {
  const remarks: string[] = [];
  if (deleted > 0) remarks.push(`文档里有${deleted}处修订删除的内容，按已删除处理。`);
  if (footnotes > 0) remarks.push(`文档里有${footnotes}处脚注或尾注，没有读入。`);
  if (boxes > 0) remarks.push(`文档里有${boxes}个文本框，文字读在所在段落之后。`);
  if (pictures > 0) remarks.push(`文档里有${pictures}张图片，图片里的文字没有读入。`);
  return remarks;
}

/** Reads a Word document (.docx): paragraphs with their automatic numbers, tables with merged cells, text boxes. */
export function readDocx(entries: ReadonlyMap<string, ZipEntry>, budget: Budget): SourceDocument {
  const part = (name: string): ZipEntry | undefined => {
    const entry = entries.get(`word/${name}`);
    if (entry) checkPart(entry.size);
    return entry;
  };
  const numbering = new Numbering(part('numbering.xml'), broken);
  const body = new DocxBody(budget, numbering, readStyles(part('styles.xml'), broken));
  readXml(part('document.xml')!, body, broken);
  if (body.blocks.length === 0 && body.seen.pictures > 0) throw scanned();
  return { format: 'docx', blocks: body.blocks, remarks: remarksOn(body.seen) };
}
