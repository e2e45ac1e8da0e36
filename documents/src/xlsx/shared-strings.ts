import { Unreadable } from '../unreadable.ts';
import { readXml } from '../xml/xml-events.ts';
import type { ZipEntry } from '../zip/open-zip.ts';

const MAX_TEXT = 512 * 1024 * 1024;

/** The texts of a workbook's cells, each stored once; phonetic marks above characters are left out. */
export function readSharedStrings(entry: ZipEntry | undefined): readonly string[] {
  const strings: string[] = [];
  if (!entry) return strings;
  let text: string[] = [];
  let total = 0;
  let inText = false;
  let phonetic = 0;
  readXml(entry, {
    open(name) {
      if (name === 'si') text = [];
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text(piece) {
      if (!inText) return;
      total += piece.length;
      if (total > MAX_TEXT) throw new Unreadable('documents.too-large', '工作簿里的文字过多。', '请拆成几个文件。');
      text.push(piece);
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') strings.push(text.join(''));
    },
  });
  return strings;
}
