import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { configShape } from '../config/config.ts';
import { spool } from '../content-store/index.ts';
import { inTenant } from '../database/in-tenant.ts';
import { newId } from '../database/new-id.ts';
import { PLATFORM } from '../features/audit/index.ts';
import { insertAuthority } from '../features/authorities/index.ts';
import { enterFile, storeContent } from '../features/files/index.ts';
import { openPlatform } from '../open-platform.ts';
import { backup, restore } from './backup.ts';
import { verifyFiles } from './verify-files.ts';

const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-backup-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const configOf = (name: string) => configShape.parse({ dataFolder: join(scratch, name), log: { level: 'silent' } });
const said: string[] = [];
const print = (line: string): void => void said.push(line);

async function keep(texts: readonly string[]): Promise<{ authorityId: string; digests: string[] }> {
  const { platform, close } = await openPlatform(configOf('old'), print);
  const { connections, contents } = platform;
  const authorityId = newId();
  const digests: string[] = [];
  await inTenant(connections.app, authorityId, async (db) => {
    await insertAuthority(db, 'shili', '示例县人民政府');
    for (const text of texts) {
      const spooled = await spool(Readable.from([Buffer.from(text)]), contents.spoolFolder);
      await storeContent(contents, authorityId, spooled, false);
      const file = { organizationId: null, purpose: 'jobInput', name: '材料.txt', type: 'text/plain' } as const;
      await enterFile(db, PLATFORM, contents, spooled, file, new Date());
      digests.push(spooled.digest);
    }
  });
  await close();
  return { authorityId, digests };
}

describe('backup and restore', () => {
  it('bring the contents of files to another machine, and tell of one that was damaged', async () => {
    const { authorityId, digests } = await keep(['甲', '乙', '丙']);
    const path = join(scratch, 'old', 'files', authorityId, digests[1]!.slice(0, 2), digests[1]!);
    const file = join(scratch, 'backup.gz');
    await backup(configOf('old'), file, print);
    await restore(configOf('new'), file, print);
    expect(await verifyFiles(configOf('new'), print)).toBe(0);
    expect(said.at(-1)).toBe('示例县人民政府：共3份内容，0份丢失或者损坏。');
    expect(readdirSync(join(scratch, 'new', 'files', 'arriving'))).toEqual([]);

    writeFileSync(path, '丁');
    await backup(configOf('old'), join(scratch, 'second.gz'), print);
    expect(said.some((line) => line.startsWith('注意：有1个文件的内容'))).toBe(true);
    await restore(configOf('third'), join(scratch, 'second.gz'), print);
    expect(await verifyFiles(configOf('third'), print)).toBe(1);
    expect(said.at(-1)).toBe(`  ${digests[1]}`);
  });
});
