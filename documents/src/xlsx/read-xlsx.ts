import type { TableSheet } from '../table/table.ts';
import { Unreadable } from '../unreadable.ts';
import { readXml } from '../xml/xml-events.ts';
import { openZip, type ZipEntry } from '../zip/open-zip.ts';
import { readNumberFormats } from './number-formats.ts';
import { readSheet, type WorkbookParts } from './read-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

const ROOT = 'xl/';

function readRelations(entry: ZipEntry | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  if (!entry) return targets;
  readXml(entry, {
    open(name, { Id, Target = '' }) {
      if (name !== 'Relationship' || Id === undefined) return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : ROOT + Target.replace(/^\.\//, ''));
    },
  });
  return targets;
}

function readDirectory(entry: ZipEntry): { sheets: SheetEntry[]; date1904: boolean } {
  const sheets: SheetEntry[] = [];
  let date1904 = false;
  readXml(entry, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
      sheets.push({ name: attributes.name ?? '', hidden, relation });
    },
  });
  return { sheets, date1904 };
}

/**
 * The sheets of a workbook (.xlsx), in order; rows are unpacked and read as they are asked for.
 *
 * We read the XML ourselves rather than through exceljs: its streaming reader knows no merged cells, and its other
 * reader holds the whole workbook. Throws `Unreadable` for what is no workbook.
 */
export function readXlsx(bytes: Uint8Array): TableSheet[] {
  const entries = openZip(bytes);
  const directory = entries.get(`${ROOT}workbook.xml`);
  if (!directory) {
    throw new Unreadable('documents.no-workbook', '这不是 .xlsx 表格。', '请用表格软件另存为 .xlsx 格式。');
  }
  const { sheets, date1904 } = readDirectory(directory);
  const targets = readRelations(entries.get(`${ROOT}_rels/workbook.xml.rels`));
  let shared: WorkbookParts | undefined;
  const parts = (): WorkbookParts => {
    shared ??= {
      strings: readSharedStrings(entries.get(`${ROOT}sharedStrings.xml`)),
      formats: readNumberFormats(entries.get(`${ROOT}styles.xml`)),
      date1904,
    };
    return shared;
  };
  return sheets.flatMap(({ name, hidden, relation }): TableSheet[] => {
    const entry = entries.get(targets.get(relation) ?? '');
    if (!entry) return [];
    const merges: string[] = [];
    const rows = () => {
      merges.length = 0;
      return readSheet(entry, parts(), merges);
    };
    return [{ name, hidden, rows, merges: () => merges }];
  });
}
