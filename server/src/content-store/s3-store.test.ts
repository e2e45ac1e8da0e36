import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, configShape } from '../config/config.ts';
import { newId } from '../database/new-id.ts';
import { PDF } from '../features/files/sample-files.fixture.ts';
import { sweepContents, verifyContents } from '../features/files/sweep-contents.ts';
import { openTestServer, type Refused, type TestServer } from '../testing/server.fixture.ts';
import type { ContentStore } from './content-store.ts';
import { openContentStore } from './open-content-store.ts';
import { spool } from './spool.ts';
import { findSwift } from './swift-programs.fixture.ts';
import { type SwiftServer, startSwift } from './swift-server.fixture.ts';
import { verified } from './verified.ts';

const programs = findSwift();
if ('lacking' in programs) console.warn(`The S3 store is not tested against a real server: ${programs.lacking}.`);

type S3 = NonNullable<Config['files']['s3']>;

describe.runIf('root' in programs)('an object store of one’s own (Swift with its S3 interface)', () => {
  let swift: SwiftServer;
  let settings: S3;
  const dataFolder = mkdtempSync(join(tmpdir(), 'zhunsheng-s3-'));
  const config = (changes: Partial<S3> = {}): Config =>
    configShape.parse({ dataFolder, files: { s3: { ...settings, ...changes } }, log: { level: 'silent' } });

  beforeAll(async () => {
    swift = await startSwift((programs as { root: string }).root);
    const { endpoint, accessKeyId, secretAccessKey } = swift;
    settings = { endpoint, accessKeyId, secretAccessKey, region: 'us-east-1', bucket: 'zhunsheng' };
    const credentials = { accessKeyId, secretAccessKey };
    const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: 'zhunsheng' }));
    mkdirSync(dataFolder, { recursive: true });
  });
  afterAll(async () => {
    await swift?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const put = async (store: ContentStore, authorityId: string, bytes: Iterable<Uint8Array>) => {
    const spooled = await spool(Readable.from(bytes), store.spoolFolder);
    await store.put({ authorityId, digest: spooled.digest }, spooled);
    await spooled.discard();
    return { authorityId, digest: spooled.digest };
  };

  it('keeps, gives, lists and removes contents, by authority', async () => {
    const store = await openContentStore(config());
    const [mine, theirs] = [newId(), newId()];
    const key = await put(store, mine, [PDF]);
    expect(key.digest).toBe(createHash('sha256').update(PDF).digest('hex'));
    await put(store, mine, [PDF]);
    expect(await store.has(key)).toBe(true);
    expect(await store.has({ ...key, authorityId: theirs })).toBe(false);
    const chunks: Uint8Array[] = [];
    for await (const chunk of verified((await store.read(key))!, key.digest)) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(PDF)).toBe(true);
    const listed: unknown[] = [];
    for await (const one of store.list(mine)) listed.push(one);
    expect(listed).toEqual([{ digest: key.digest, size: PDF.length, storedAt: expect.any(Date) }]);
    await store.remove(key);
    await store.remove(key);
    expect(await store.read(key)).toBeUndefined();
    expect(readdirSync(store.spoolFolder)).toEqual([]);
  });

  it('takes a large content in parts', async () => {
    const store = await openContentStore(config());
    const part = Buffer.alloc(1024 * 1024, 5);
    const key = await put(
      store,
      newId(),
      Array.from({ length: 24 }, () => part),
    );
    let size = 0;
    for await (const chunk of verified((await store.read(key))!, key.digest)) size += chunk.length;
    expect(size).toBe(24 * part.length);
  });

  it.each([
    ['another bucket', { bucket: 'keins' }, /没有名为“keins”的桶/],
    ['a wrong secret', { secretAccessKey: 'falsch' }, /拒绝了访问密钥/],
    ['a key that nobody has', { accessKeyId: 'test:niemand' }, /拒绝了访问密钥/],
    ['a key without rights', { accessKeyId: 'test:reader', secretAccessKey: 'reading' }, /拒绝了访问密钥/],
    ['an address where nobody is', { endpoint: 'http://127.0.0.1:9' }, /不能连接文件存储/],
  ])('refuses to start with %s', async (_, changes, words) => {
    await expect(openContentStore(config(changes))).rejects.toThrow(words);
  });

  describe('behind the server', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await openTestServer({ files: { s3: settings } });
    });
    afterAll(() => server.close());

    it('holds what is uploaded, loses what is destroyed, and can be verified', async () => {
      const office = await server.passer('officeClerk');
      const { rootId: organizationId, authorityId, platform } = server;
      const { app } = server.database;
      const file = await office.api.files.upload({ organizationId, name: '报告.pdf' }, PDF, 'application/pdf');
      await office.api.files.download({ organizationId, fileId: file.fileId });
      expect(office.download.equals(PDF)).toBe(true);
      expect(await verifyContents(app, platform.contents, authorityId)).toEqual({ count: 1, damaged: [] });
      const [system, security] = [
        await server.passer('systemAdministrator'),
        await server.passer('securityAdministrator'),
      ];
      const reason = '误传涉密材料';
      const { destructionId } = await system.api.files.proposeDestruction({ fileId: file.fileId, reason });
      await security.api.files.confirmDestruction({ destructionId, reason });
      expect(await platform.contents.has({ authorityId, digest: file.digest })).toBe(false);
      await put(platform.contents, authorityId, [Buffer.from('left behind')]);
      const tomorrow = new Date(Date.now() + 25 * 3_600_000);
      expect(await sweepContents(app, platform.contents, authorityId, tomorrow)).toEqual({ orphans: 1, erased: 0 });
    });

    it('that goes away is told in Chinese, and nothing is entered', async () => {
      const office = await server.passer('officeClerk');
      await swift.stop();
      const { rootId: organizationId } = server;
      const upload = office.api.files.upload(
        { organizationId, name: '报告二.pdf' },
        Buffer.concat([PDF, PDF]),
        'application/pdf',
      );
      const refused = (await upload.catch((error: unknown) => error)) as Refused;
      expect(refused.answer.code).toBe('server.store-unavailable');
      expect((await office.api.files.list({ organizationId, search: '报告二' })).total).toBe(0);
    });
  });
});
