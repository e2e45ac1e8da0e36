import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openTestServer, type TestServer } from '../../testing/server.fixture.ts';
import { MP4 } from './sample-files.fixture.ts';

const MEGABYTE = 1024 * 1024;

let server: TestServer;
let office: Browser;
let port: number;
beforeAll(async () => {
  server = await openTestServer();
  office = await server.passer('officeClerk');
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = server.app.server.address() as AddressInfo);
});
afterAll(() => server.close());

const arriving = () => readdirSync(join(server.platform.config.dataFolder, 'files', 'arriving'));

function begin(path: string, method: string, headers: Record<string, string | number> = {}) {
  const sent = request({ port, host: '127.0.0.1', path, method, headers: { cookie: office.cookie, ...headers } });
  const answered = once(sent, 'response').then(([response]) => response as IncomingMessage);
  return { sent, answered };
}

function beginUpload(name: string, length: number) {
  const path = `/api/files/${server.rootId}?name=${encodeURIComponent(name)}`;
  const headers = { 'x-csrf-token': office.csrf, 'content-type': 'video/mp4', 'content-length': length };
  return begin(path, 'POST', headers);
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The most memory that buffers took while something was done. */
async function peakWhile<T>(work: () => Promise<T>): Promise<{ peak: number; result: T }> {
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
  }, 5);
  const result = await work().finally(() => clearInterval(watch));
  return { peak, result };
}

describe('a large file', () => {
  const SIZE = 160;
  let fileId: string;

  it('goes to the disk as it comes, never whole in memory', async () => {
    const { sent, answered } = beginUpload('会议录像.mp4', MP4.length + SIZE * MEGABYTE);
    const part = Buffer.alloc(64 * 1024, 7);
    const bytes = function* () {
      yield MP4;
      for (let n = 0; n < SIZE * 16; n++) yield part;
    };
    const { peak, result } = await peakWhile(async () => {
      await pipeline(Readable.from(bytes()), sent);
      return textOf(await answered);
    });
    expect(JSON.parse(result)).toMatchObject({ name: '会议录像.mp4', size: MP4.length + SIZE * MEGABYTE });
    fileId = JSON.parse(result).fileId;
    expect(peak / MEGABYTE).toBeLessThan(SIZE / 2);
  });

  it('comes back as it goes', async () => {
    const { sent, answered } = begin(`/api/files/${server.rootId}/${fileId}/content`, 'GET');
    sent.end();
    let size = 0;
    const { peak } = await peakWhile(async () => {
      for await (const chunk of await answered) size += (chunk as Buffer).length;
    });
    expect(size).toBe(MP4.length + SIZE * MEGABYTE);
    expect(peak / MEGABYTE).toBeLessThan(SIZE / 2);
  });

  it('that was damaged on the disk never arrives whole', async () => {
    const file = await office.api.files.get({ organizationId: server.rootId, fileId });
    const { dataFolder } = server.platform.config;
    const path = join(dataFolder, 'files', server.authorityId, file.digest.slice(0, 2), file.digest);
    writeFileSync(path, Buffer.alloc(file.size, 8));
    const { sent, answered } = begin(`/api/files/${server.rootId}/${fileId}/content`, 'GET');
    sent.end();
    let size = 0;
    const reading = async () => {
      for await (const chunk of await answered) size += (chunk as Buffer).length;
    };
    await expect(reading()).rejects.toThrow(/aborted|ECONNRESET/);
    expect(size).toBeLessThan(file.size);
  });
});

describe('an upload that breaks off', () => {
  it('leaves nothing: no entry, no bytes', async () => {
    const { sent, answered } = beginUpload('断了.mp4', 10 * MEGABYTE);
    answered.catch(() => {});
    sent.on('error', () => {});
    sent.write(Buffer.concat([MP4, Buffer.alloc(MEGABYTE)]));
    for (let tries = 0; arriving().length === 0 && tries < 100; tries++) await sleep(20);
    expect(arriving()).toHaveLength(1);
    sent.destroy();
    for (let tries = 0; arriving().length > 0 && tries < 100; tries++) await sleep(20);
    expect(arriving()).toEqual([]);
    expect((await office.api.files.list({ organizationId: server.rootId, search: '断了' })).total).toBe(0);
  });

  it('of somebody who may not upload is refused before its bytes are taken', async () => {
    const { sent, answered } = beginUpload('无权.mp4', 100 * MEGABYTE);
    const auditor = await server.passer('auditAdministrator');
    sent.setHeader('cookie', auditor.cookie);
    sent.setHeader('x-csrf-token', auditor.csrf);
    sent.on('error', () => {});
    sent.write(MP4);
    expect(JSON.parse(await textOf(await answered)).code).toBe('permission.denied');
    sent.destroy();
    expect(arriving()).toEqual([]);
  });
});
