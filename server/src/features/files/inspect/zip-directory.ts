import type { Spooled } from '../../../content-store/index.ts';
import type { ZipEntry } from './zip-safety.ts';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const MAX_DIRECTORY = 8 * 1024 * 1024;
const MAX_ENTRIES = 20_000;

const BROKEN = '压缩包不完整或者已损坏。';

interface End {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

/** The record at the end of an archive, which says where its directory lies. */
async function readEnd(spooled: Spooled): Promise<End | undefined> {
  const length = Math.min(spooled.size, END_BYTES + MAX_COMMENT);
  const tail = await spooled.bytes(spooled.size - length, length);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    if (at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) continue;
    return {
      entries: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
  }
  return undefined;
}

/** Names of old archives are in GBK, whose second bytes look like slashes when they are read as anything else. */
const decode = (bytes: Buffer, utf8: boolean): string => new TextDecoder(utf8 ? 'utf-8' : 'gb18030').decode(bytes);

function readEntries(bytes: Buffer, count: number): ZipEntry[] | undefined {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > bytes.length) return undefined;
    const flags = bytes.readUInt16LE(at + 8);
    entries.push({
      name: decode(bytes.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0),
      encrypted: (flags & 1) !== 0,
      link: bytes.readUInt32LE(at + 38) >>> 28 === 0xa,
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at = next;
  }
  return entries;
}

/** The entries of an archive as its directory lists them, or what is wrong with it. Nothing is unpacked. */
export async function readDirectory(spooled: Spooled): Promise<ZipEntry[] | string> {
  const end = await readEnd(spooled);
  if (!end) return BROKEN;
  if (end.entries === 0) return '压缩包是空的。';
  if (end.entries > MAX_ENTRIES || end.size > MAX_DIRECTORY) return `压缩包中的文件超过${MAX_ENTRIES}个，请分开打包。`;
  if (end.offset + end.size + END_BYTES > spooled.size) return BROKEN;
  return readEntries(await spooled.bytes(end.offset, end.size), end.entries) ?? BROKEN;
}
