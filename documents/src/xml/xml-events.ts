import { SaxesParser } from 'saxes';
import { Unreadable } from '../unreadable.ts';
import type { ZipEntry } from '../zip/open-zip.ts';

/** What a reader of one part of an office file wants to hear; names come without their namespace prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** What to say of XML that cannot be read: the file that a clerk knows, not the part inside it. */
export type Broken = () => Unreadable;

const brokenWorkbook: Broken = () =>
  new Unreadable(
    'documents.broken-workbook',
    '工作簿的内容已损坏。',
    '请用表格软件打开，另存为新的 .xlsx 文件后再试。',
  );

/**
 * Reads the XML of a zip entry piece by piece; after each piece the generator yields, so that the caller may hand on
 * what its handler has gathered. Document type declarations are refused: no office file has one, and they can expand.
 */
export function* xmlEvents(entry: ZipEntry, handler: XmlHandler, broken: Broken = brokenWorkbook): Generator<void> {
  const parser = new SaxesParser({ fragment: false });
  parser.on('error', () => {
    throw broken();
  });
  parser.on('doctype', () => {
    throw broken();
  });
  parser.on('opentag', (tag) => handler.open?.(localName(tag.name), tag.attributes as Record<string, string>));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('closetag', (tag) => handler.close?.(localName(tag.name)));
  const decoder = new TextDecoder();
  for (const chunk of entry.chunks()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.write(decoder.decode());
  parser.close();
  yield;
}

/** Reads a small part of an office file to its end. */
export function readXml(entry: ZipEntry, handler: XmlHandler, broken: Broken = brokenWorkbook): void {
  for (const _ of xmlEvents(entry, handler, broken));
}
