import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../testing/server.fixture.ts';

const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-web-'));
const built = join(scratch, 'dist');
const script = `console.log('${'准绳'.repeat(500)}');`;
const page =
  '<!doctype html><meta name="csp-nonce" content="__NONCE__"><style nonce="__NONCE__"></style><div id="root">';

let server: TestServer;
beforeAll(async () => {
  mkdirSync(join(built, 'assets'), { recursive: true });
  writeFileSync(join(scratch, 'secret.txt'), 'not yours');
  writeFileSync(join(built, 'index.html'), page);
  writeFileSync(join(built, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(built, 'assets/index-1a2b.js'), script);
  writeFileSync(join(built, 'assets/index-1a2b.js.br'), brotliCompressSync(script));
  writeFileSync(join(built, 'assets/index-1a2b.js.gz'), gzipSync(script));
  server = await openTestServer({ webFolder: built });
});
afterAll(async () => {
  await server.close();
  rmSync(scratch, { recursive: true });
});

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers });

describe('the page', () => {
  it.each(['/', '/index.html', '/organizations/42?page=2', '/login', '/%E5%8D%95%E4%BD%8D'])(
    'is the answer to a browser that goes to %s',
    async (url) => {
      const { statusCode, headers, body } = await get(url, html);
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['cache-control']).toBe('no-store');
      expect(body).toContain('<div id="root">');
    },
  );

  it('lets styles in by a number that is new in every answer, and scripts by their address only', async () => {
    const [one, other] = [await get('/', html), await get('/', html)];
    const nonce = /content="([^"]+)"/.exec(one.body)![1]!;
    const policy = String(one.headers['content-security-policy']);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(one.body).not.toContain('__NONCE__');
    expect(other.body).not.toContain(nonce);
  });

  it('never stands in for what a program asked for', async () => {
    for (const url of ['/api/nothing', '/health/nothing', '/assets/gone.js', '/api']) {
      const answer = await get(url, html);
      expect([answer.statusCode, answer.json().code], url).toEqual([404, 'request.not-found']);
    }
    expect((await get('/organizations/42', { accept: 'application/json' })).statusCode).toBe(404);
    expect((await server.app.inject({ method: 'POST', url: '/login', headers: html })).statusCode).toBe(404);
  });

  it('answers a question for its head alone', async () => {
    const { statusCode, headers, body } = await server.app.inject({ method: 'HEAD', url: '/', headers: html });
    expect([statusCode, body, headers['content-type']]).toEqual([200, '', 'text/html; charset=utf-8']);
  });
});

describe('a file of the application', () => {
  it('is kept by the browser for good where its name tells its content', async () => {
    const { headers, body } = await get('/assets/index-1a2b.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(body).toBe(script);
    const plain = await get('/favicon.svg');
    expect(plain.headers['cache-control']).toBe('no-cache');
    expect((await get('/favicon.svg', { 'if-none-match': String(plain.headers.etag) })).statusCode).toBe(304);
  });

  it('is sent as the build compressed it, where the browser takes that', async () => {
    const best = await get('/assets/index-1a2b.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(best.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(best.rawPayload).toString()).toBe(script);
    expect(
      (await get('/assets/index-1a2b.js', { 'accept-encoding': 'gzip, br;q=0' })).headers['content-encoding'],
    ).toBe('gzip');
    expect((await get('/assets/index-1a2b.js.br')).statusCode).toBe(404);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%5c..%5csecret.txt', '//secret.txt'])(
    'is never one outside of the folder: %s',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.body).not.toContain('not yours');
    },
  );
});

describe('the ways of signing in', () => {
  it('name the authorities and nothing that is not offered', async () => {
    const ways = await server.browser().api.sessions.ways({});
    expect(ways).toEqual({
      authorities: [{ code: 'shili', name: '示例县人民政府' }],
      oidc: null,
      demo: [],
      empty: false,
    });
  });
});

it('says how to build what is not built, and serves it without a new start', async () => {
  const folder = join(scratch, 'later');
  const other = await openTestServer({ webFolder: folder });
  const before = await other.app.inject({ url: '/', headers: html });
  expect([before.statusCode, before.body]).toEqual([503, expect.stringContaining('npm run build -w web')]);
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), page);
  expect((await other.app.inject({ url: '/', headers: html })).statusCode).toBe(200);
  await other.close();
});
