import { Unreadable } from '../unreadable.ts';
import type { ZipEntry } from '../zip/open-zip.ts';
import { BrokenXml, type XmlHandler, XmlScanner } from './xml-scanner.ts';

/** Runs one step of reading; broken XML becomes words that say what to do. */
function guarded(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof BrokenXml)) throw error;
    const hint = '请用表格软件打开，另存为新的 .xlsx 文件后再试。';
    throw new Unreadable('documents.broken-workbook', '工作簿的内容已损坏。', hint);
  }
}

/**
 * Reads the XML of a zip entry piece by piece; after each piece the generator yields, so that the caller may hand on
 * what its handler has gathered.
 */
export function* xmlEvents(entry: ZipEntry, handler: XmlHandler): Generator<void> {
  const scanner = new XmlScanner(handler);
  const decoder = new TextDecoder();
  for (const chunk of entry.chunks()) {
    guarded(() => scanner.feed(decoder.decode(chunk, { stream: true })));
    yield;
  }
  guarded(() => {
    scanner.feed(decoder.decode());
    scanner.end();
  });
  yield;
}

/** Reads a small part of a workbook to its end. */
export function readXml(entry: ZipEntry, handler: XmlHandler): void {
  for (const _ of xmlEvents(entry, handler));
}
