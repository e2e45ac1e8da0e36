import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSourceDocument, type SourceBlock, type SourceTable, wholeText } from './index.ts';
import { documentXml, docxOfXml, writeDocx } from './write-docx.fixture.ts';

const read = async (bytes: Uint8Array | string, name: string, convert = async () => undefined) => {
  const whole = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return readSourceDocument(whole, name, convert as never);
};

const blocksOf = async (bytes: Uint8Array | string, name: string): Promise<readonly SourceBlock[]> => {
  const { document, diagnostics } = await read(bytes, name);
  expect(diagnostics).toEqual([]);
  return document!.blocks;
};

const lines = (blocks: readonly SourceBlock[]): string[] =>
  blocks.map((block) => (block.kind === 'paragraph' ? wholeText(block) : `[${block.rows}×${block.columns}]`));

const tableIn = (blocks: readonly SourceBlock[]): SourceTable =>
  blocks.find((b): b is SourceTable => b.kind === 'table')!;

const cellsOf = (table: SourceTable): string[] =>
  table.cells
    .filter((cell) => cell.text !== '')
    .map(({ text, row, column, rowSpan, columnSpan }) => `${text}@${row},${column} ${rowSpan}×${columnSpan}`);

const MERGED = [
  ['项目', '内容', '分值'],
  [{ text: '甲', rows: 2 }, '一', 4],
  ['二', 5],
  [{ text: '合计', columns: 2 }, 9],
];
const MERGED_CELLS = ['项目@0,0 1×1', '内容@0,1 1×1', '分值@0,2 1×1', '甲@1,0 2×1', '一@1,1 1×1', '4@1,2 1×1'];
const REST = ['二@2,1 1×1', '5@2,2 1×1', '合计@3,0 1×2', '9@3,2 1×1'];

describe('Word documents', () => {
  it('keep paragraphs with their automatic numbers and their places', async () => {
    const blocks = await blocksOf(
      writeDocx([
        '方案',
        { text: '总则', list: '一、' },
        { text: '其一', list: '（一）' },
        { text: '附则', list: '一、' },
      ]),
      'a.docx',
    );
    expect(lines(blocks)).toEqual(['方案', '一、总则', '（一）其一', '二、附则']);
    expect(blocks.map((block) => block.place.label)).toEqual(['第1段', '第2段', '第3段', '第4段']);
  });

  it('keep merged cells as they were drawn', async () => {
    const table = tableIn(await blocksOf(writeDocx([{ table: MERGED }]), 'a.docx'));
    expect(cellsOf(table)).toEqual([...MERGED_CELLS, ...REST]);
    expect(table.cells[3]?.place.label).toBe('表1第2行第1列');
  });

  it('drop deleted revisions, name footnotes, and put text boxes behind their paragraph once', async () => {
    const { document } = await read(
      writeDocx([{ text: '正文', deleted: '删去的扣5分', footnote: true, box: '框内' }]),
      'a.docx',
    );
    expect(lines(document!.blocks)).toEqual(['正文', '框内']);
    expect(document!.remarks).toHaveLength(3);
  });

  it('give a table inside a cell a place of its own', async () => {
    const inner = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>里</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
    const xml = `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p>${inner}<w:p/></w:tc></w:tr></w:tbl>`;
    const blocks = await blocksOf(docxOfXml(documentXml(xml)), 'a.docx');
    expect(blocks.map((block) => (block.kind === 'table' ? block.cells[0]?.text : ''))).toEqual(['外', '里']);
  });

  it('are refused when they hold nothing but pictures', async () => {
    const picture = documentXml('<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>');
    const { diagnostics } = await read(docxOfXml(picture), 'a.docx');
    expect(diagnostics[0]).toMatchObject({ code: 'documents.scan', hint: expect.stringContaining('原稿') });
  });
});

describe('workbooks', () => {
  it('are parted into tables and lines by blank rows; hidden sheets are named and left out', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('评分表');
    sheet.addRow(['标题']);
    sheet.addRow([]);
    sheet.addRow(['内容', '分值']);
    sheet.addRow(['一', 4]);
    sheet.addRow(['', 5]);
    sheet.mergeCells('A4:A5');
    workbook.addWorksheet('旧', { state: 'hidden' }).addRow(['不要']);
    const { document } = await read(new Uint8Array(await workbook.xlsx.writeBuffer()), 'a.xlsx');
    expect(lines(document!.blocks)).toEqual(['标题', '[3×2]']);
    expect(cellsOf(tableIn(document!.blocks))).toContain('一@1,0 2×1');
    expect(tableIn(document!.blocks).cells[2]?.place.label).toBe('评分表!A4');
    expect(document!.remarks.join()).toContain('旧');
  });
});

describe('web pages', () => {
  it('give paragraphs and tables with spans, and nothing of scripts and styles', async () => {
    const page =
      '<style>p{}</style><script>扣5分</script><h2>方案</h2><p>第一<b>段</b><p>第二段<table><tr><td rowspan=2>甲<td>一<tr><td>二</table>';
    const blocks = await blocksOf(page, '粘贴.txt');
    expect(lines(blocks)).toEqual(['方案', '第一段', '第二段', '[2×2]']);
    expect(cellsOf(tableIn(blocks))).toEqual(['甲@0,0 2×1', '一@0,1 1×1', '二@1,1 1×1']);
  });

  it('are recognised behind the extension .xls that web systems give them', async () => {
    const blocks = await blocksOf('<table><tr><td>内容<td>分值<tr><td>一<td>4</table>', '导出.xls');
    expect(lines(blocks)).toEqual(['[2×2]']);
  });
});

describe('plain text', () => {
  it.each([
    ['bars', '| 内容 | 分值 |\n|---|---|\n| 一 | 4 |'],
    ['drawn lines', '┌──┬──┐\n│内容│分值│\n├──┼──┤\n│一│4│\n└──┴──┘'],
    ['tabs', '内容\t分值\n一\t4\n二\t5'],
    ['aligned blanks', '内容        分值    标准\n没有的      4       扣4分\n迟报的      5       扣1分'],
  ])('gives the tables that are written with %s', async (_, text) => {
    const blocks = await blocksOf(text, 'a.txt');
    expect(blocks).toHaveLength(1);
    expect(tableIn(blocks).cells.map((cell) => cell.text)).toContain('4');
  });

  it('carries the lines of a wrapped cell to the column above', async () => {
    const text =
      '内容        分值    标准\n没有计划    4       没有计划\n                    的扣4分\n迟报        5       扣1分';
    const table = tableIn(await blocksOf(text, 'a.txt'));
    expect(table.cells.find((cell) => cell.text === '的扣4分')).toMatchObject({ row: 2, column: 2 });
  });

  it('is read whatever its encoding', async () => {
    expect(lines(await blocksOf(Uint8Array.from([0xff, 0xfe, 0x06, 0x52]), 'a.txt'))).toEqual(['分']);
    expect(lines(await blocksOf(Uint8Array.from([0xb7, 0xd6]), 'a.txt'))).toEqual(['分']);
  });
});

describe('what is not read', () => {
  const ole = (...streams: string[]): Uint8Array =>
    Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...streams.flatMap((name) => [0, 0, 0, 0, ...[...name].flatMap((char) => [char.charCodeAt(0), 0])]),
    ]);
  const zip = (name: string): Uint8Array => zipSync({ [name]: strToU8('x'), mimetype: strToU8('x') });

  it.each([
    ['a.wps', ole('WordDocument'), 'documents.wps', '.docx'],
    ['a.et', ole('Workbook'), 'documents.et', '.xlsx'],
    ['a.docx', ole('EncryptedPackage'), 'documents.encrypted', '密码'],
    ['a.pdf', strToU8('%PDF-1.7'), 'documents.pdf', '原稿'],
    ['a.ofd', zip('OFD.xml'), 'documents.ofd', '原稿'],
    ['a.jpg', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'documents.image', '原稿'],
    ['a.pptx', zip('ppt/presentation.xml'), 'documents.presentation', '.docx'],
    ['a.odt', zip('content.xml'), 'documents.open-document', '.docx'],
    ['a.rtf', strToU8('{\\rtf1'), 'documents.rtf', '.docx'],
    ['a.zip', zip('a.txt'), 'documents.unknown-format', '.docx'],
    ['a.exe', Uint8Array.from({ length: 400 }, (_, at) => at % 7), 'documents.unknown-format', '.docx'],
    ['a.txt', new Uint8Array(), 'documents.empty', '选错'],
    ['a.txt', strToU8(' \n\n '), 'documents.empty', '选错'],
    ['a.doc', ole(), 'documents.broken-document', '另存为'],
    ['a.xls', ole('Workbook'), 'documents.broken-document', '另存为'],
  ])('%s is refused with a way out: %s', async (name, bytes, code, hint) => {
    const { document, diagnostics } = await read(bytes, name);
    expect(document).toBeUndefined();
    expect(diagnostics).toEqual([
      expect.objectContaining({ code, severity: 'error', hint: expect.stringContaining(hint), place: { file: name } }),
    ]);
  });

  it('a file that is damaged says so', async () => {
    const bytes = writeDocx(['考核方案']).slice(0, 400);
    expect((await read(bytes, 'a.docx')).diagnostics[0]?.code).toBe('documents.broken-archive');
    const torn = docxOfXml('<w:document><w:body>');
    expect((await read(torn, 'a.docx')).diagnostics[0]?.code).toBe('documents.broken-document');
  });

  it.each([
    [
      'tables within tables',
      documentXml(`${'<w:tbl><w:tr><w:tc>'.repeat(5000)}${'</w:tc></w:tr></w:tbl>'.repeat(5000)}`),
    ],
    [
      'text boxes within text boxes',
      documentXml(`${'<w:p><w:txbxContent>'.repeat(5000)}${'</w:txbxContent></w:p>'.repeat(5000)}`),
    ],
    ['entities that expand', '<!DOCTYPE a [<!ENTITY b "bbbb">]><w:document>&b;</w:document>'],
    [
      'a span of a million columns',
      documentXml(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
      ),
    ],
  ])('hostile XML is bounded: %s', async (_, xml) => {
    const started = performance.now();
    const { document, diagnostics } = await read(docxOfXml(xml), 'a.docx');
    expect(document !== undefined || diagnostics.length > 0).toBe(true);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('a page that nests without end is refused', async () => {
    const { diagnostics } = await read(`<html>${'<div>'.repeat(100_000)}`, 'a.html');
    expect(diagnostics[0]?.code).toBe('documents.too-deep');
  });

  it('an archive that unpacks without end is refused', async () => {
    const bytes = zipSync({ 'word/document.xml': new Uint8Array(40_000_000) });
    expect((await read(bytes, 'a.docx')).diagnostics[0]?.code).toBe('documents.archive-bomb');
  });
});

const hasConverter = spawnSync('soffice', ['--version']).status === 0;

describe('old office files', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-source-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('a .doc gives at least its text, with a warning, where nothing can convert it', async () => {
    const text = '一、考核内容没有计划的扣5分';
    const bytes = Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0,
      0,
      0,
      0,
      ...[...'WordDocument'].flatMap((char) => [char.charCodeAt(0), 0]),
      1,
      0,
      ...[...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]),
      13,
      0,
    ]);
    const { document } = await read(bytes, 'a.doc');
    expect(lines(document!.blocks)).toEqual([text]);
    expect(document!.remarks[0]).toContain('LibreOffice');
  });

  it('a .doc keeps its merged cells where something can convert it', async () => {
    const bytes = Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      ...[...'WordDocument'].flatMap((c) => [c.charCodeAt(0), 0]),
    ]);
    const { document } = await readSourceDocument(bytes, 'a.doc', async () => writeDocx([{ table: MERGED }]));
    expect(document?.format).toBe('doc');
    expect(cellsOf(tableIn(document!.blocks))).toEqual([...MERGED_CELLS, ...REST]);
  });

  it.runIf(hasConverter)('an .xls keeps its merged cells', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('表');
    sheet.addRows([
      ['内容', '分值'],
      ['一', 4],
      ['', 5],
    ]);
    sheet.mergeCells('A2:A3');
    writeFileSync(join(folder, 'b.xlsx'), new Uint8Array(await workbook.xlsx.writeBuffer()));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const args = ['--headless', '--convert-to', 'xls:MS Excel 97', '--outdir', folder, join(folder, 'b.xlsx')];
    spawnSync('soffice', [profile, ...args]);
    const old = await readSourceDocument(new Uint8Array(readFileSync(join(folder, 'b.xls'))), 'b.xls');
    expect(old.document?.format).toBe('xls');
    expect(cellsOf(tableIn(old.document!.blocks))).toEqual(expect.arrayContaining(['一@1,0 2×1', '4@1,1 1×1']));
  });
});
