import { type Endpoint, PERMISSIONS, type Permission, type Role } from '@zhunsheng/contract';
import { requestFor } from '@zhunsheng/contract/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, inputFor } from './contract-samples.fixture.ts';
import { type Browser, openTestServer, type TestServer } from './server.fixture.ts';

/** What people paste, tools send and attackers try, for any field whatever it is for. */
const NASTY: Record<string, unknown> = {
  nothing: '',
  blanks: '　 ',
  'far too long': '长'.repeat(4_000),
  'emoji alone': '🏛️😀',
  markup: '<img src=x onerror=alert(1)>',
  'a mark that turns the line round': '合格\u202Exslx.exe',
  'a zero byte': '甲\u0000乙',
  'half a character': '\ud83d',
  'a formula': '=HYPERLINK("http://x","点")',
  'a way out of the folder': '../../../etc/passwd',
  'a query': "'; drop table organizations; --",
  'no number': 'NaN',
  'a number too large': 1e300,
  'a negative number': -1,
  'a day that never was': '2024-02-30',
  null: null,
  'an object': { $gt: '' },
  'a list in a list': [[['x']]],
};

let server: TestServer;
let body: string;
beforeAll(async () => {
  server = await openTestServer();
  body = server.rootId;
});
afterAll(() => server.close());

/** Somebody who may; nobody for what is open to all. */
function visitorOf({ access }: Endpoint): Promise<Browser> {
  if (access.kind === 'public') return Promise.resolve(server.browser());
  const roles: readonly Role[] = 'permission' in access ? PERMISSIONS[access.permission as Permission] : [];
  return server.passer(roles[0] ?? 'officeClerk');
}

async function send(browser: Browser, endpoint: Endpoint, input: Record<string, unknown>) {
  const file = endpoint.upload ? Buffer.from('no workbook') : undefined;
  const { method, url, body, contentType } = requestFor(endpoint, input, file, endpoint.upload?.types[0]);
  const headers = {
    ...(browser.cookie && { cookie: browser.cookie, 'x-csrf-token': browser.csrf }),
    ...(contentType && { 'content-type': contentType }),
  };
  return server.app.inject({ method, url, headers, ...(body !== undefined && { payload: body as string }) });
}

interface Try {
  readonly field: string;
  readonly kind: string;
  readonly value: unknown;
}

/** Every nasty value in every field; an empty part of the address would be another address. */
const triesOf = ({ input, path }: Endpoint): Try[] =>
  Object.keys(input.shape).flatMap((field) =>
    Object.entries(NASTY)
      .filter(([, value]) => !path.includes(`:${field}`) || (value !== '' && value !== null))
      .map(([kind, value]) => ({ field, kind, value })),
  );

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly issues?: readonly { readonly field: string }[];
}

const inWords = ({ code, message }: Refusal): boolean =>
  /^[a-z-]+\.[a-z-]+$/.test(code) && /^[^a-z]*[\u4e00-\u9fff]/.test(message);

const namesField = ({ issues }: Refusal, field: string): boolean =>
  issues?.some((issue) => issue.field.startsWith(field)) ?? false;

describe('whatever a field is given', () => {
  it.each(endpoints)('$name answers in words, or does its work', async ({ name, endpoint }) => {
    const browser = await visitorOf(endpoint);
    const good = inputFor(name, endpoint, body);
    for (const { field, kind, value } of triesOf(endpoint)) {
      const answer = await send(browser, endpoint, { ...good, [field]: value });
      const where = `${name}, ${field} is ${kind}: ${answer.statusCode} ${answer.body.slice(0, 200)}`;
      expect(answer.statusCode, where).toBeLessThan(500);
      // A query is text; what stands in a body is judged as it is.
      const isTold =
        endpoint.method !== 'GET' && !endpoint.upload && !endpoint.input.shape[field]?.safeParse(value).success;
      if (isTold) expect(answer.statusCode, where).toBeGreaterThanOrEqual(400);
      if (answer.statusCode < 400) continue;
      const refusal: Refusal = answer.json();
      expect(inWords(refusal), where).toBe(true);
      if (isTold && refusal.code === 'request.invalid') expect(namesField(refusal, field), where).toBe(true);
    }
  });
});
