/** An entry of an archive, as its directory declares it. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** A symbolic link. */
  readonly link: boolean;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

const MEGABYTE = 1024 * 1024;
const MAX_UNPACKED = 1024 * MEGABYTE;
/** Small archives may be as dense as they like. */
const HARMLESS = 20 * MEGABYTE;
const MAX_RATIO = 200;
/** What archives of more than four gigabytes write in place of a size. */
const WIDE = 0xffff_ffff;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

/** A name that would be unpacked somewhere else than below the chosen folder, or that hides what it is. */
const leadsAstray = (name: string): boolean =>
  name === '' ||
  name.length > 500 ||
  /^[/\\]|^[A-Za-z]:|\\/.test(name) ||
  name.split('/').includes('..') ||
  UNPRINTABLE.test(name);

const sum = (entries: readonly ZipEntry[], key: 'packed' | 'unpacked'): number =>
  entries.reduce((total, entry) => total + entry[key], 0);

/** What is dangerous about an archive, in Chinese; `undefined` where nothing is. */
export function checkArchive(entries: readonly ZipEntry[], size: number): string | undefined {
  if (entries.some((entry) => [entry.packed, entry.unpacked, entry.offset].includes(WIDE))) {
    return '压缩包中有过大的文件，请分开上传。';
  }
  if (entries.some((entry) => leadsAstray(entry.name))) return '压缩包中有越出目录或者含特殊符号的文件名。';
  if (entries.some((entry) => entry.link)) return '压缩包中有链接，请只放普通文件。';
  if (entries.some((entry) => entry.encrypted)) return '压缩包设有密码，请去掉密码再上传。';
  const unpacked = sum(entries, 'unpacked');
  if (unpacked > MAX_UNPACKED) return '压缩包展开后超过1GB，请分开打包。';
  if (unpacked > HARMLESS && unpacked > size * MAX_RATIO) return '压缩包的压缩比异常，不能接收。';
  // Entries that share the same bytes unpack to far more than they take.
  const shared = sum(entries, 'packed') > size || new Set(entries.map((e) => e.offset)).size < entries.length;
  return shared ? '压缩包的结构异常，不能接收。' : undefined;
}
