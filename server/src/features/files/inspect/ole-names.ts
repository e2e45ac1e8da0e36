import type { Spooled } from '../../../content-store/index.ts';

const ENTRY_BYTES = 128;
const MAX_SECTORS = 256;
const HEADER_FAT_SECTORS = 109;

/** The sector after another one, from the table that the header points to; negative at the end. */
async function nextSector(spooled: Spooled, header: Buffer, sectorBytes: number, sector: number): Promise<number> {
  const perSector = sectorBytes / 4;
  const place = Math.floor(sector / perSector);
  if (place >= HEADER_FAT_SECTORS) return -1;
  const table = header.readInt32LE(76 + 4 * place);
  if (table < 0) return -1;
  const bytes = await spooled.bytes((table + 1) * sectorBytes + 4 * (sector % perSector), 4);
  return bytes.length === 4 ? bytes.readInt32LE(0) : -1;
}

/** Names of the streams in an old office file (compound file), by which a document is told from a table. */
export async function oleNames(spooled: Spooled): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const header = await spooled.bytes(0, 512);
  if (header.length < 512) return names;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return names;
  const sectorBytes = 2 ** shift;
  let sector = header.readInt32LE(48);
  for (let count = 0; sector >= 0 && count < MAX_SECTORS; count++) {
    const bytes = await spooled.bytes((sector + 1) * sectorBytes, sectorBytes);
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
      const length = Math.min(64, bytes.readUInt16LE(at + 64));
      if (length > 2) names.add(bytes.subarray(at, at + length - 2).toString('utf16le'));
    }
    sector = await nextSector(spooled, header, sectorBytes, sector);
  }
  return names;
}
