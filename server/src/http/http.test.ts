import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTRACT, type Endpoint, ERRORS } from '@zhunsheng/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../testing/server.fixture.ts';
import { answerOf } from './error-handler.ts';
import { openApi } from './open-api.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const endpoints = Object.values(CONTRACT).flatMap((feature) => Object.values(feature as Record<string, Endpoint>));

describe('an address that leads nowhere', () => {
  it.each([
    ['is not written in bytes that mean anything', 'GET', '/api/jobs/%E0%A4%A'],
    ['is far too long', 'POST', `/api/jobs/${'x'.repeat(400)}/cancel`],
    ['is unknown', 'GET', '/api/nowhere'],
  ] as const)('%s: said in Chinese, under the same headers as every answer', async (_, method, url) => {
    const answer = await server.app.inject({ method, url });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'request.not-found', message: '没有这个地址。' });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('the contract', () => {
  it('declares every refusal that an endpoint names, and one audit kind for every change', () => {
    for (const { errors, path, method, audit, access } of endpoints) {
      for (const code of errors) expect(Object.keys(ERRORS), `${method} ${path}`).toContain(code);
      if (method !== 'GET') expect(audit, `${method} ${path}`).toMatch(/^\w+\.\w+$/);
      expect(access.kind).toMatch(/^(public|session|authority|organization|reach)$/);
    }
  });

  it('writes refusals in Chinese, as sentences', () => {
    for (const [code, { message }] of Object.entries(ERRORS)) expect(message, code).toMatch(/^[\u4e00-\u9fff].*。$/);
  });

  it('is described as OpenAPI 3.1 with every endpoint, and readable without any script', async () => {
    const { openapi, paths } = openApi() as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(openapi).toBe('3.1.0');
    const described = Object.values(paths).flatMap((path) => Object.values(path));
    expect(described).toHaveLength(endpoints.length);
    const page = await server.app.inject('/api/docs');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.body).not.toMatch(/<script|https?:\/\//);
    for (const { path } of endpoints) expect(page.body).toContain(path);
  });
});

describe('every answer', () => {
  it('has strict headers, whatever was asked', async () => {
    for (const url of ['/api/sessions/ways', '/api/sessions', '/nothing', '/api/openapi.json']) {
      const { headers } = await server.app.inject(url);
      expect(headers['content-security-policy'], url).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('is one shape for every failure', async () => {
    const send = async (payload: string, type = 'application/json') => {
      const headers = { 'content-type': type };
      return (await server.app.inject({ method: 'POST', url: '/api/sessions', headers, payload })).json();
    };
    expect((await send('{')).code).toBe('request.unreadable');
    expect((await send('{"__proto__":{"a":1},"userName":"a","password":"b"}')).code).toBe('request.unreadable');
    expect((await send('[1]')).code).toBe('request.unreadable');
    expect(await send('{"userName":5}')).toMatchObject({
      code: 'request.invalid',
      issues: [
        { field: 'userName', message: '应为文字' },
        { field: 'password', message: '没有填写' },
      ],
    });
    expect((await send(`{"userName":"${'x'.repeat(2_000_000)}"}`)).code).toBe('request.too-large');
    expect((await send('a=b', 'application/x-www-form-urlencoded')).code).toBe('request.wrong-type');
    expect((await server.app.inject('/api/sessions/%2e%2e')).json().code).toMatch(/^(request|sessions)\./);
  });

  it('shows nothing of a bug but its number', () => {
    const { status, body } = answerOf(new Error('secret: 身份证号'), 'id1');
    expect(status).toBe(500);
    expect(body).toEqual({ code: 'server.internal', message: ERRORS['server.internal'].message, requestId: 'id1' });
  });

  it.each([
    [{ code: '53100' }, 'server.disk-full'],
    [{ code: 'ECONNREFUSED' }, 'server.database-unavailable'],
    [{ code: '57P01' }, 'server.database-unavailable'],
    [{ message: 'Connection terminated unexpectedly' }, 'server.database-unavailable'],
  ])('says what the database says: %o', (error, code) => {
    expect(answerOf(Object.assign(new Error(), error), 'x').body.code).toBe(code);
  });
});

describe('the operator', () => {
  it('sees health and figures, from the machine itself only', async () => {
    expect((await server.app.inject('/health/live')).json()).toEqual({ status: 'live' });
    expect((await server.app.inject('/health/ready')).json()).toEqual({ status: 'ready' });
    expect((await server.app.inject('/metrics')).body).toContain('zhunsheng_request_seconds_bucket');
    expect((await server.app.inject({ url: '/metrics', remoteAddress: '10.0.0.9' })).statusCode).toBe(404);
  });

  it('loses no request that is under way when the server stops', async () => {
    const other = await openTestServer();
    await other.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = other.app.server.address() as AddressInfo;
    const arrived = once(other.app.server, 'request');
    const answer = new Promise<number>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const sent = httpRequest(
        { port, host: '127.0.0.1', path: '/api/sessions', method: 'POST', headers },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify({ userName: 'nobody', password: 'x' }));
    });
    await arrived;
    await sleep(5);
    await other.close();
    expect(await answer).toBe(401);
  });
});

describe('many at once', () => {
  it('wait for a connection and not for each other, even those that leave a note of their refusal', async () => {
    const person = await server.passer('liaison');
    const ask = (url: string) =>
      Promise.all(
        Array.from({ length: 60 }, async () => {
          const answer = await server.app.inject({ url, headers: { cookie: person.cookie } });
          return answer.statusCode;
        }),
      );
    expect(new Set(await ask('/api/sessions/current'))).toEqual(new Set([200]));
    expect(new Set(await ask('/api/audit'))).toEqual(new Set([403]));
  });
});
