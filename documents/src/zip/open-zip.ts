import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { Unreadable } from '../unreadable.ts';

/** Bounds that no honest workbook or bundle meets, so that a small file cannot fill memory or disk. */
export const ZIP_LIMITS = {
  entries: 5_000,
  /** Bytes of all entries together, unpacked. */
  unpacked: 2 * 1024 * 1024 * 1024,
  /** Unpacked ÷ packed size of one entry; XML tables stay below 100. */
  ratio: 300,
  /** Below this size no ratio is asked. */
  ratioFrom: 4 * 1024 * 1024,
} as const;

export interface ZipEntry {
  readonly name: string;
  /** Unpacked bytes as the archive claims them; reading stops where the claim proves false. */
  readonly size: number;
  /** The content in pieces, checked against size and checksum at its end. */
  chunks(): Generator<Uint8Array>;
}

interface Header {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const damaged = (): Unreadable =>
  new Unreadable('documents.broken-archive', '压缩包已损坏，无法解开。', '请重新导出或重新传送这个文件。');

const OLE_MARK = [0xd0, 0xcf, 0x11, 0xe0];

function refuseOtherFormats(bytes: Uint8Array): void {
  if (OLE_MARK.every((byte, i) => bytes[i] === byte)) {
    const hint = '请用表格软件打开，去掉密码，另存为 .xlsx 格式。';
    throw new Unreadable('documents.old-workbook', '这是旧版 .xls 表格，或加了密码的表格。', hint);
  }
}

/** The end record lies in the last 64 KB, before an optional comment. */
function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  throw damaged();
}

function readHeader(view: DataView, bytes: Uint8Array, at: number): { header: Header; next: number } {
  if (view.getUint32(at, true) !== 0x02014b50) throw damaged();
  const flags = view.getUint16(at + 8, true);
  if (flags & 1) throw new Unreadable('documents.encrypted', '压缩包加了密码。', '请去掉密码后再试。');
  const nameLength = view.getUint16(at + 28, true);
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
  const header: Header = {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  return { header, next };
}

function checkBounds(headers: readonly Header[]): void {
  const refuse = (message: string): never => {
    throw new Unreadable('documents.archive-bomb', message, '这不像正常的文件，请检查来源。');
  };
  const total = headers.reduce((sum, h) => sum + h.size, 0);
  if (total > ZIP_LIMITS.unpacked) refuse('压缩包解开后过大。');
  for (const { name, packed, size } of headers) {
    if (size > ZIP_LIMITS.ratioFrom && size > packed * ZIP_LIMITS.ratio) refuse(`压缩包里的“${name}”压缩比异常。`);
  }
}

function* unpack(bytes: Uint8Array, view: DataView, header: Header): Generator<Uint8Array> {
  const outside = header.offset + 30 > bytes.length;
  if (outside || view.getUint32(header.offset, true) !== 0x04034b50) throw damaged();
  const start =
    header.offset + 30 + view.getUint16(header.offset + 26, true) + view.getUint16(header.offset + 28, true);
  const packed = bytes.subarray(start, start + header.packed);
  let checksum = 0;
  let length = 0;
  for (const chunk of header.method === 0 ? [packed] : inflateChunks(packed)) {
    length += chunk.length;
    if (length > header.size) throw damaged();
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (length !== header.size || checksum !== header.crc) throw damaged();
}

const PIECE = 64 * 1024;

function* inflateChunks(packed: Uint8Array): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => ready.push(chunk));
  for (let at = 0; at < packed.length; at += PIECE) {
    try {
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
    } catch {
      throw damaged();
    }
    yield* ready;
    ready = [];
  }
}

function readDirectory(bytes: Uint8Array, view: DataView): Header[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > ZIP_LIMITS.entries) {
    const message = `压缩包里超过${ZIP_LIMITS.entries}个文件。`;
    throw new Unreadable('documents.archive-bomb', message, '这不像正常的文件，请检查来源。');
  }
  const headers: Header[] = [];
  for (let at = view.getUint32(end + 16, true); headers.length < count; ) {
    const { header, next } = readHeader(view, bytes, at);
    headers.push(header);
    at = next;
  }
  return headers;
}

/**
 * Opens a zip archive (workbook or bundle) by its directory; contents are unpacked only when asked for.
 *
 * Throws `Unreadable` for what is damaged, encrypted, of another format or beyond the bounds above.
 */
export function openZip(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  refuseOtherFormats(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const headers = readDirectory(bytes, view);
    if (headers.some((h) => h.packed > bytes.length)) throw damaged();
    checkBounds(headers);
    const entries = new Map<string, ZipEntry>();
    for (const header of headers) {
      if (entries.has(header.name) || (header.method !== 0 && header.method !== 8)) throw damaged();
      entries.set(header.name, { name: header.name, size: header.size, chunks: () => unpack(bytes, view, header) });
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}

/** The whole content of a small entry. */
export function unpackWhole(entry: ZipEntry): Uint8Array {
  const whole = new Uint8Array(entry.size);
  let at = 0;
  for (const chunk of entry.chunks()) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
