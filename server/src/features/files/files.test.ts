import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredTypeOf } from '@zhunsheng/contract/file-types';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openTestServer, type Refused, type TestServer } from '../../testing/server.fixture.ts';
import { DOCX, JPEG, MP4, OFD, oleOf, PDF, PNG, xlsx, ZIP } from './sample-files.fixture.ts';
import { sweepContents, verifyContents } from './sweep-contents.ts';

let server: TestServer;
let office: Browser;
beforeAll(async () => {
  server = await openTestServer();
  office = await server.passer('officeClerk');
});
afterAll(() => server.close());

const send = (name: string, bytes: Buffer, type = declaredTypeOf(name) ?? 'application/pdf', who = office) =>
  who.api.files.upload({ organizationId: server.rootId, name }, bytes, type);

const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as Refused).answer.code,
  );

const folder = () => join(server.platform.config.dataFolder, 'files');
const pathOf = (digest: string) => join(folder(), server.authorityId, digest.slice(0, 2), digest);
let serial = 0;
/** A content that no other test has. */
const fresh = () => Buffer.concat([PDF, Buffer.from(`${++serial}`)]);

describe('a file', () => {
  it('keeps its Chinese name and comes back byte for byte as an attachment that nothing opens in place', async () => {
    const name = '2024年依法行政工作报告（终稿）😀.pdf';
    const file = await send(name, PDF);
    expect(file).toMatchObject({ name, type: 'application/pdf', size: PDF.length, destroyedAt: null });
    expect(file.digest).toBe(createHash('sha256').update(PDF).digest('hex'));
    const url = `/api/files/${server.rootId}/${file.fileId}/content`;
    const answer = await server.app.inject({ url, headers: { cookie: office.cookie } });
    expect(answer.rawPayload.equals(PDF)).toBe(true);
    expect(answer.headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent(name).slice(0, 20)}`,
    );
    expect(answer.headers['content-disposition']).toMatch(/^attachment/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect(answer.headers['content-length']).toBe(String(PDF.length));
  });

  it('is stored once for each content, however many entries name it, for its owner alone', async () => {
    const bytes = fresh();
    const first = await send('甲.pdf', bytes);
    const second = await send('乙.pdf', bytes);
    expect(second.fileId).not.toBe(first.fileId);
    expect(second.digest).toBe(first.digest);
    expect(readdirSync(join(folder(), server.authorityId, first.digest.slice(0, 2)))).toContain(first.digest);
    expect(statSync(pathOf(first.digest)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder(), 'arriving'))).toEqual([]);
    const found = await office.api.files.list({ organizationId: server.rootId, search: '乙' });
    expect(found.entries.map((entry) => entry.name)).toEqual(['乙.pdf']);
    expect((await office.api.files.list({ organizationId: server.rootId, search: '%' })).total).toBe(0);
  });

  it('of every kind that is taken is recognized by its bytes', async () => {
    const taken: [string, Buffer][] = [
      ['图.png', PNG],
      ['图.JPG', JPEG],
      ['会议.mp4', MP4],
      ['包.zip', ZIP],
      ['文.docx', DOCX],
      ['表.xlsx', await xlsx()],
      ['版.ofd', OFD],
      ['文.doc', oleOf('WordDocument')],
      ['文.wps', oleOf('WordDocument')],
      ['表.xls', oleOf('Workbook')],
      ['表.et', oleOf('Workbook')],
      ['名单.csv', Buffer.from('编号,名称\nA,甲\n')],
      ['说明.txt', Buffer.from([0xc4, 0xfa, 0xba, 0xc3])],
    ];
    for (const [name, bytes] of taken) expect(await refusalOf(send(name, bytes)), name).toBe('done');
  });

  it('is on the record', async () => {
    const { fileId } = await send('记录.pdf', fresh());
    const auditor = await server.passer('auditAdministrator');
    const { entries } = await auditor.api.audit.list({ targetId: fileId });
    expect(entries.map((entry) => [entry.kind, entry.title])).toEqual([['files.upload', '上传文件：记录.pdf']]);
  });
});

describe('reach', () => {
  it('hides the files of other bodies, as if they were not there', async () => {
    const open = async (code: string) => {
      const body = { parentId: server.rootId, code, name: code, happenedOn: '2020-01-01', reason: '设立' };
      return (await office.api.organizations.open(body)).organizationId;
    };
    const [mine, theirs] = [await open('R1'), await open('R2')];
    const upload = (who: Browser, organizationId: string) =>
      who.api.files.upload({ organizationId, name: '材料.pdf' }, fresh(), 'application/pdf');
    const liaison = await server.passer('liaison', mine);
    const own = await upload(liaison, mine);
    const other = await upload(office, theirs);
    expect(await refusalOf(upload(liaison, theirs))).toBe('permission.denied');
    expect(await refusalOf(liaison.api.files.list({ organizationId: theirs }))).toBe('permission.denied');
    const get = (organizationId: string, fileId: string) => liaison.api.files.get({ organizationId, fileId });
    expect((await get(mine, own.fileId)).name).toBe('材料.pdf');
    expect(await refusalOf(get(theirs, other.fileId))).toBe('permission.denied');
    expect(await refusalOf(get(mine, other.fileId))).toBe('files.not-found');
    expect(await refusalOf(liaison.api.files.download({ organizationId: mine, fileId: other.fileId }))).toBe(
      'files.not-found',
    );
    const administrator = await server.passer('systemAdministrator');
    expect(await refusalOf(administrator.api.files.download({ organizationId: mine, fileId: own.fileId }))).toBe(
      'permission.denied',
    );
  });
});

describe('a content that must not exist', () => {
  it('is destroyed by two different administrators; its entries and its digest stay, and it cannot come back', async () => {
    const [system, security] = [
      await server.passer('systemAdministrator'),
      await server.passer('securityAdministrator'),
    ];
    const bytes = fresh();
    const [first, second] = [await send('涉密.pdf', bytes), await send('涉密副本.pdf', bytes)];
    const { fileId, digest } = first;
    const { destructionId, ...proposed } = await system.api.files.proposeDestruction({
      fileId,
      reason: '误传涉密材料',
    });
    expect(proposed).toMatchObject({ state: 'proposed', actions: ['refuse'] });
    expect(proposed.entries.map((entry) => entry.name)).toEqual(['涉密.pdf', '涉密副本.pdf']);
    const again = { fileId: second.fileId, reason: '再提一次' };
    expect(await refusalOf(security.api.files.proposeDestruction(again))).toBe('files.already-proposed');
    const confirm = { destructionId, reason: '情况属实' };
    expect(await refusalOf(system.api.files.confirmDestruction(confirm))).toBe('files.own-proposal');
    const colleague = await server.passer('systemAdministrator');
    expect(await refusalOf(colleague.api.files.confirmDestruction(confirm))).toBe('files.own-proposal');
    expect(await refusalOf(office.api.files.confirmDestruction(confirm))).toBe('permission.denied');
    expect(statSync(pathOf(digest)).size).toBe(bytes.length);

    await security.api.files.confirmDestruction(confirm);
    expect(() => statSync(pathOf(digest))).toThrow('ENOENT');
    expect(await refusalOf(security.api.files.confirmDestruction(confirm))).toBe('files.not-proposed');
    const { rootId: organizationId } = server;
    for (const file of [first, second]) {
      const seen = await office.api.files.get({ organizationId, fileId: file.fileId });
      expect(seen).toMatchObject({ name: file.name, digest, destroyedAt: expect.any(String) });
      expect(await refusalOf(office.api.files.download({ organizationId, fileId: file.fileId }))).toBe(
        'files.destroyed',
      );
    }
    expect(await refusalOf(send('又来.pdf', bytes))).toBe('files.content-destroyed');
    const { entries } = await system.api.files.destructions({ state: 'confirmed' });
    expect(entries[0]).toMatchObject({ digest, erasedAt: expect.any(String), decisionReason: '情况属实' });
    const auditor = await server.passer('auditAdministrator');
    const kinds = (await auditor.api.audit.list({ targetId: destructionId })).entries.map((entry) => entry.kind);
    expect(kinds).toEqual(['files.confirmDestruction', 'files.proposeDestruction']);
  });

  it('stays when the other administrator refuses, and can be proposed again', async () => {
    const [system, security] = [
      await server.passer('systemAdministrator'),
      await server.passer('securityAdministrator'),
    ];
    const { fileId, digest } = await send('误会.pdf', fresh());
    const propose = () => security.api.files.proposeDestruction({ fileId, reason: '疑似涉密' });
    const { destructionId } = await propose();
    const refused = await system.api.files.refuseDestruction({ destructionId, reason: '经核实不涉密' });
    expect(refused).toMatchObject({ state: 'refused', actions: [] });
    expect(statSync(pathOf(digest)).isFile()).toBe(true);
    expect((await propose()).state).toBe('proposed');
  });
});

describe('the store', () => {
  const sweep = (now: Date) => sweepContents(server.database.app, server.platform.contents, server.authorityId, now);
  const later = () => new Date(Date.now() + 25 * 3_600_000);

  it('loses bytes that no entry speaks of, when they are a day old, and no others', async () => {
    const kept = await send('留.pdf', fresh());
    const orphan = 'ab'.repeat(32);
    writeFileSync(pathOf(kept.digest).replace(kept.digest, orphan), 'left behind');
    expect(await sweep(new Date())).toEqual({ orphans: 0, erased: 0 });
    expect(await sweep(later())).toEqual({ orphans: 1, erased: 0 });
    expect(statSync(pathOf(kept.digest)).isFile()).toBe(true);
  });

  it('loses the bytes of a destroyed content at the next sweep, when a crash came between', async () => {
    const { digest } = await send('崩溃.pdf', fresh());
    const destroyed = sql`update file_contents set destroyed_at = now() where digest = ${digest}`;
    await destroyed.execute(server.database.owner);
    expect(await sweep(new Date())).toEqual({ orphans: 0, erased: 1 });
    expect(() => statSync(pathOf(digest))).toThrow('ENOENT');
    expect(await sweep(new Date())).toEqual({ orphans: 0, erased: 0 });
  });

  it('never gives the whole of a content that is not what was handed in, and says which are damaged', async () => {
    const { fileId, digest, size } = await send('坏.pdf', fresh());
    const { fileId: goneId, digest: gone } = await send('丢.pdf', fresh());
    writeFileSync(pathOf(digest), Buffer.alloc(size, 1));
    rmSync(pathOf(gone));
    expect(await refusalOf(office.api.files.download({ organizationId: server.rootId, fileId }))).toBe('files.damaged');
    expect(await refusalOf(office.api.files.download({ organizationId: server.rootId, fileId: goneId }))).toBe(
      'files.damaged',
    );
    const { damaged } = await verifyContents(server.database.app, server.platform.contents, server.authorityId);
    expect(damaged.sort()).toEqual([digest, gone].sort());
  });
});
