// Small files of every kind that is taken, and dangerous relatives of them.
import { writeResultsXlsx } from '@zhunsheng/documents';
import { type Zippable, zipSync } from 'fflate';

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
export const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(16)]);

export const zipOf = (files: Zippable): Buffer => Buffer.from(zipSync(files));

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
export const ZIP = zipOf({ '材料/一.txt': text('一'), '材料/二.txt': text('二') });
export const DOCX = zipOf({ '[Content_Types].xml': text('<Types/>'), 'word/document.xml': text('<w/>') });
export const MACROS = zipOf({ 'word/document.xml': text('<w/>'), 'word/vbaProject.bin': text('x') });
export const OFD = zipOf({ 'OFD.xml': text('<ofd/>') });
export const xlsx = async (): Promise<Buffer> =>
  Buffer.from(await writeResultsXlsx([{ title: '表', headings: ['列'], rows: [['值']] }]));

/** A compound file (old office) whose directory holds these streams, five of them in two sectors. */
export function oleOf(stream: string): Buffer {
  const bytes = Buffer.alloc(512 * 4, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeInt32LE(1, 48);
  bytes.fill(0xff, 76, 512);
  bytes.writeInt32LE(0, 76);
  [-3, 2, -2].forEach((next, sector) => {
    bytes.writeInt32LE(next, 512 + 4 * sector);
  });
  ['Root Entry', 'Data', '1Table', 'Info', stream].forEach((name, place) => {
    const at = 512 * 2 + 128 * place;
    bytes.write(`${name}\0`, at, 'utf16le');
    bytes.writeUInt16LE(2 * (name.length + 1), at + 64);
  });
  return bytes;
}

/** A zip whose directory is changed: what is found of `from` in it becomes `to`, which is as long. */
export function patched(zip: Buffer, from: string, to: string): Buffer {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  return bytes;
}

/** Sets four bytes in each directory entry of a zip. */
export function withField(zip: Buffer, offset: number, value: number): Buffer {
  const bytes = Buffer.from(zip);
  const mark = Buffer.from([0x50, 0x4b, 1, 2]);
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) bytes.writeUInt32LE(value, at + offset);
  return bytes;
}
