import { detectEncoding } from '../text/encoding.ts';
import { openZip, type ZipEntry } from '../zip/open-zip.ts';
import * as refusals from './refusals.ts';

/** What a file is, by its content; the extension decides only between kinds of plain text. */
export type Sniffed =
  | { readonly format: 'docx' | 'xlsx'; readonly entries: ReadonlyMap<string, ZipEntry> }
  | { readonly format: 'doc' | 'xls' | 'txt' | 'md' | 'csv' | 'html' };

const startsWith = (bytes: Uint8Array, mark: string): boolean =>
  bytes.length >= mark.length && [...mark].every((char, at) => bytes[at] === char.charCodeAt(0));

const extensionOf = (name: string): string => /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const IMAGES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*', 'RIFF', 'BM'];

/** A stream's name in an OLE file's directory stands there as UTF-16. */
const utf16 = (text: string): string => [...text].map((char) => `${char}\0`).join('');

function sniffOle(bytes: Uint8Array, extension: string): Sniffed {
  const text = new TextDecoder('latin1').decode(bytes);
  const holds = (stream: string): boolean => text.includes(utf16(stream));
  if (holds('EncryptedPackage')) throw refusals.encrypted();
  if (extension === 'wps') throw refusals.wps();
  if (extension === 'et') throw refusals.et();
  if (holds('WordDocument')) return { format: 'doc' };
  if (holds('Workbook') || holds('Book')) return { format: 'xls' };
  if (holds('PowerPoint Document')) throw refusals.presentation();
  if (extension === 'doc' || extension === 'xls') throw refusals.brokenOld();
  throw refusals.unknown();
}

function sniffZip(bytes: Uint8Array): Sniffed {
  const entries = openZip(bytes);
  if (entries.has('word/document.xml')) return { format: 'docx', entries };
  if (entries.has('xl/workbook.xml')) return { format: 'xlsx', entries };
  if (entries.has('OFD.xml')) throw refusals.ofd();
  if (entries.has('ppt/presentation.xml')) throw refusals.presentation();
  if (entries.has('content.xml') && entries.has('mimetype')) throw refusals.openDocument();
  throw refusals.unknown();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a binary file from text
const CONTROLS = /[\u0000-\u0008\u000e-\u001b\ufffd]/g;
const HTML = /^\s*<(?:!doctype\s+html|html|head|body|table|div|p|span|meta|style|section|article|h[1-6]|ul|ol)\b/i;
const COMMENT = /<!--[\s\S]*?-->/g;
const WORD_XML = /^\s*<\?xml[\s\S]{0,200}<\?mso-application|^MIME-Version:/i;
// Blanks are counted, not starred: a line of a million blanks must not be walked from each of them.
const MARKDOWN_RULE = /^[ \t]{0,8}\|?[ \t]{0,8}:?-{3,}:?[ \t]{0,8}\|/m;
const HEAD = 65_536;

function sniffText(bytes: Uint8Array, extension: string): Sniffed {
  // Told by the whole file: a head that is cut within a character looks like another encoding.
  const encoding = detectEncoding(() => [bytes]);
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, HEAD));
  if ((head.match(CONTROLS) ?? []).length > 2 + head.length / 200) throw refusals.unknown();
  if (WORD_XML.test(head)) throw refusals.wordXml();
  if (HTML.test(head.slice(0, 4096).replace(COMMENT, '')) || /<table[\s>]/i.test(head)) return { format: 'html' };
  if (extension === 'csv' || extension === 'tsv') return { format: 'csv' };
  if (extension === 'md' || extension === 'markdown' || MARKDOWN_RULE.test(head)) return { format: 'md' };
  return { format: 'txt' };
}

/** Finds out what a file is; throws `Unreadable` with a way out for what is not read. */
export function sniff(bytes: Uint8Array, name: string): Sniffed {
  const extension = extensionOf(name);
  if (bytes.length === 0) throw refusals.empty();
  if (startsWith(bytes, 'PK\x03\x04')) return sniffZip(bytes);
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) return sniffOle(bytes, extension);
  if (startsWith(bytes, '%PDF')) throw refusals.pdf();
  if (startsWith(bytes, '{\\rtf')) throw refusals.rtf();
  if (IMAGES.some((mark) => startsWith(bytes, mark))) throw refusals.image();
  if (extension === 'wps') throw refusals.wps();
  if (extension === 'et') throw refusals.et();
  return sniffText(bytes, extension);
}
