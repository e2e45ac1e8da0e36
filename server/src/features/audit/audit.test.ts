import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../testing/database.fixture.ts';
import { chainHead, PLATFORM, recordAudit, sealPending, startSealer, verifyAudit } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const ANNOUNCED = { kind: 'tests.write', title: '写入', detail: { 名称: '城关镇', count: 3 } };
const later = new Date(Date.now() + 3_600_000);

async function write(authority: string, times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    await database.run(authority, (db) => recordAudit(db, PLATFORM, { ...ANNOUNCED, targetId: `t${n}` }));
  }
}

async function sealedAuthority(entries: number, algorithm: 'sha256' | 'sm3' = 'sha256'): Promise<string> {
  const authority = await database.authority();
  await write(authority, entries);
  await database.run(authority, (db) => sealPending(db, algorithm));
  return authority;
}

const codes = async (authority: string, anchors: string[] = []): Promise<string[]> => {
  const found = await database.run(authority, (db) => verifyAudit(db, anchors, later));
  return [...new Set(found.diagnostics.map((d) => d.code))];
};

/** What somebody with full rights over the database could do, after switching the guards off. */
async function tamper(...statements: string[]): Promise<void> {
  await database.owner.connection().execute(async (db) => {
    await sql`set session_replication_role = replica`.execute(db);
    for (const statement of statements) await sql.raw(statement).execute(db);
    await sql`set session_replication_role = origin`.execute(db);
  });
}

describe('the audit', () => {
  it('keeps an entry only with its change, and loses neither', async () => {
    const authority = await database.authority();
    const failed = database.run(authority, async (db) => {
      await recordAudit(db, PLATFORM, ANNOUNCED);
      throw new Error('the change failed');
    });
    await expect(failed).rejects.toThrow('the change failed');
    expect(await database.run(authority, (db) => sealPending(db, 'sha256'))).toBe(0);
  });

  it.each(['sha256', 'sm3'] as const)('links entries into a chain by %s', async (algorithm) => {
    const authority = await sealedAuthority(5, algorithm);
    const { head, count, diagnostics } = await database.run(authority, (db) => verifyAudit(db, [], later));
    expect(diagnostics).toEqual([]);
    expect(count).toBe(5);
    expect(head.digest.startsWith(`${algorithm}:`)).toBe(true);
  });

  it('goes on over a change of the digest', async () => {
    const authority = await sealedAuthority(2, 'sha256');
    await write(authority, 2);
    await database.run(authority, (db) => sealPending(db, 'sm3'));
    expect(await codes(authority)).toEqual([]);
  });

  it('is sealed within a second while many write at once', async () => {
    const authority = await database.authority();
    const sealer = startSealer(
      database.app,
      async () => [authority],
      'sha256',
      (error) => expect(error).toBeNull(),
    );
    await Promise.all(Array.from({ length: 8 }, () => write(authority, 25)));
    const written = Date.now();
    for (;;) {
      const { sequence } = await database.run(authority, chainHead);
      if (sequence === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(Date.now() - written).toBeLessThan(1_000);
    await sealer.stop();
    expect(await codes(authority)).toEqual([]);
  });

  it('cannot be changed or deleted by the application', async () => {
    const authority = await sealedAuthority(2);
    for (const statement of [
      'update audit_entries set kind = kind',
      'delete from audit_entries',
      'delete from audit_seals',
    ]) {
      await expect(database.run(authority, (db) => sql.raw(statement).execute(db))).rejects.toThrow(
        /permission denied/,
      );
      await expect(sql.raw(statement).execute(database.owner)).rejects.toThrow(/append-only/);
    }
    await expect(sql`truncate audit_seals`.execute(database.owner)).rejects.toThrow(/append-only/);
  });
});

describe('tampering', () => {
  it('shows a changed entry', async () => {
    const authority = await sealedAuthority(6);
    await tamper(
      `update audit_entries set content = replace(content, '城关镇', '石桥镇') where authority_id = '${authority}'
       and id = (select entry_id from audit_seals where authority_id = '${authority}' and sequence = 3)`,
    );
    expect(await codes(authority)).toEqual(['audit.changed']);
  });

  it('shows a gap', async () => {
    const authority = await sealedAuthority(6);
    await tamper(
      `with gone as (delete from audit_seals where authority_id = '${authority}' and sequence = 3 returning entry_id)
       delete from audit_entries where id in (select entry_id from gone)`,
    );
    expect(await codes(authority)).toContain('audit.gap');
  });

  it('shows a reordering', async () => {
    const authority = await sealedAuthority(6);
    const own = `authority_id = '${authority}'`;
    await tamper(
      `update audit_seals set sequence = 99 where ${own} and sequence = 2`,
      `update audit_seals set sequence = 2 where ${own} and sequence = 3`,
      `update audit_seals set sequence = 3 where ${own} and sequence = 99`,
    );
    expect(await codes(authority)).toEqual(['audit.changed']);
  });

  it('shows a cut tail by an anchor', async () => {
    const authority = await sealedAuthority(6);
    const { digest } = await database.run(authority, chainHead);
    await tamper(
      `with gone as (delete from audit_seals where authority_id = '${authority}' and sequence > 4 returning entry_id)
       delete from audit_entries where id in (select entry_id from gone)`,
    );
    expect(await codes(authority)).toEqual([]);
    expect(await codes(authority, [digest])).toEqual(['audit.anchor-missing']);
  });

  it('shows seals that were taken away while their entries stayed', async () => {
    const authority = await sealedAuthority(6);
    await tamper(`delete from audit_seals where authority_id = '${authority}' and sequence > 4`);
    expect(await codes(authority)).toEqual(['audit.unsealed']);
  });

  it('shows a chain that was rebuilt from the start by an anchor', async () => {
    const authority = await sealedAuthority(6);
    const { digest } = await database.run(authority, chainHead);
    await tamper(
      `delete from audit_seals where authority_id = '${authority}'`,
      `update audit_entries set content = replace(content, '城关镇', '石桥镇') where authority_id = '${authority}'`,
      `insert into audit_pending select authority_id, id from audit_entries where authority_id = '${authority}'`,
    );
    await database.run(authority, (db) => sealPending(db, 'sha256'));
    expect(await codes(authority)).toEqual([]);
    expect(await codes(authority, [digest])).toEqual(['audit.anchor-missing']);
  });
});
