import { zipSync } from 'fflate';

/**
 * A zip that depends on its contents only: names in order, one fixed date, one compression level. The date is given in
 * local time because that is how the archive stores it; so its bytes are the same in every time zone.
 */
export function zipBundle(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...files.keys()].sort((a, b) => (a < b ? -1 : 1));
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(names.map((name) => [name, files.get(name)!])), { level: 6, mtime });
}
