import { strToU8, zipSync } from 'fflate';

/** A cell of a described table: its text, and how many rows and columns it covers. */
export type CellDescription = string | number | { text?: string | number; rows?: number; columns?: number };

export type BlockDescription =
  | string
  | { text: string; list?: string; heading?: number; deleted?: string; box?: string; footnote?: boolean }
  | { table: CellDescription[][] };

const xmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** Word cuts a text into runs wherever it pleases; so do we, or tests would only know whole sentences. */
function runs(text: string): string {
  const half = Math.ceil(text.length / 2);
  return [text.slice(0, half), text.slice(half)]
    .filter((piece) => piece !== '')
    .map((piece) => piece.split('\n').map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`))
    .map((lines) => `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>${lines.join('<w:br/>')}</w:r>`)
    .join('<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>');
}

const LISTS = ['一、', '（一）', '1.', '（1）', '①'];

function paragraph(block: Exclude<BlockDescription, { table: unknown }>): string {
  if (typeof block === 'string') return `<w:p><w:r><w:t xml:space="preserve">${xmlText(block)}</w:t></w:r></w:p>`;
  const { text, list, heading, deleted, box, footnote } = block;
  const level = list === undefined ? -1 : LISTS.indexOf(list);
  const number = level < 0 ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
  const style = heading === undefined ? '' : `<w:pStyle w:val="H${heading}"/>`;
  const gone =
    deleted === undefined ? '' : `<w:del w:id="1"><w:r><w:delText>${xmlText(deleted)}</w:delText></w:r></w:del>`;
  const boxed =
    box === undefined
      ? ''
      : `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>${runs(box)}</w:p></w:txbxContent></mc:Choice>` +
        `<mc:Fallback><w:txbxContent><w:p>${runs(box)}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`;
  const note = footnote ? '<w:r><w:footnoteReference w:id="2"/></w:r>' : '';
  return `<w:p><w:pPr>${style}${number}</w:pPr>${runs(text)}${gone}${note}${boxed}</w:p>`;
}

interface Placed {
  readonly text: string;
  readonly rows: number;
  readonly columns: number;
}

export const placed = (cell: CellDescription): Placed =>
  typeof cell === 'object'
    ? { text: String(cell.text ?? ''), rows: cell.rows ?? 1, columns: cell.columns ?? 1 }
    : { text: String(cell), rows: 1, columns: 1 };

const cellXml = (text: string, columns: number, merge: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/>${columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''}${merge}</w:tcPr>` +
  `${text
    .split('\n')
    .map((line) => `<w:p>${runs(line)}</w:p>`)
    .join('')}</w:tc>`;

function table(rows: readonly CellDescription[][]): string {
  const open = new Map<number, { left: number; columns: number }>();
  const lines = rows.map((row) => {
    const waiting = row.map(placed);
    let xml = '';
    for (let column = 0; waiting.length > 0 || open.has(column); ) {
      const above = open.get(column);
      if (above && above.left > 0) {
        xml += cellXml('', above.columns, '<w:vMerge/>');
        above.left--;
        if (above.left === 0) open.delete(column);
        column += above.columns;
        continue;
      }
      const cell = waiting.shift()!;
      if (cell.rows > 1) open.set(column, { left: cell.rows - 1, columns: cell.columns });
      xml += cellXml(cell.text, cell.columns, cell.rows > 1 ? '<w:vMerge w:val="restart"/>' : '');
      column += cell.columns;
    }
    return `<w:tr>${xml}</w:tr>`;
  });
  return `<w:tbl><w:tblPr/>${lines.join('')}</w:tbl>`;
}

const LEVELS = [
  ['chineseCounting', '%1、'],
  ['chineseCounting', '（%2）'],
  ['decimal', '%3.'],
  ['decimal', '（%4）'],
  ['decimalEnclosedCircle', '%5'],
];

const numbering = (): string =>
  `<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0">${LEVELS.map(
    ([format, text], at) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`,
  ).join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

const styles = (): string =>
  `<w:styles ${NAMESPACES}>${[1, 2, 3]
    .map((n) => `<w:style w:type="paragraph" w:styleId="H${n}"><w:name w:val="heading ${n}"/></w:style>`)
    .join('')}</w:styles>`;

export const documentXml = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${NAMESPACES}><w:body>${body}<w:sectPr/></w:body></w:document>`;

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const CONTENT_TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
  ['document', 'document.main'],
  ['numbering', 'numbering'],
  ['styles', 'styles'],
]
  .map(([part, type]) => `<Override PartName="/word/${part}.xml" ContentType="${WORD}.${type}+xml"/>`)
  .join('')}</Types>`;

const relations = (...targets: [string, string][]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([type, target], at) =>
        `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** The bytes of a Word document with the given `word/document.xml`. */
export const docxOfXml = (xml: string): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(CONTENT_TYPES),
    '_rels/.rels': strToU8(relations(['officeDocument', 'word/document.xml'])),
    'word/_rels/document.xml.rels': strToU8(relations(['numbering', 'numbering.xml'], ['styles', 'styles.xml'])),
    'word/document.xml': strToU8(xml),
    'word/numbering.xml': strToU8(numbering()),
    'word/styles.xml': strToU8(styles()),
  });

/** The bytes of a Word document with these blocks, in the structure that Word gives it. */
export const writeDocx = (blocks: readonly BlockDescription[]): Uint8Array =>
  docxOfXml(
    documentXml(
      blocks
        .map((block) => (typeof block === 'object' && 'table' in block ? table(block.table) : paragraph(block)))
        .join(''),
    ),
  );
