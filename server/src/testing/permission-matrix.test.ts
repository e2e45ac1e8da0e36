import { type Endpoint, permits, ROLES, type Role } from '@zhunsheng/contract';
import { requestFor } from '@zhunsheng/contract/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, inputFor } from './contract-samples.fixture.ts';
import { type Browser, openTestServer, type TestServer } from './server.fixture.ts';

let server: TestServer;
let inside: string;
let outside: string;
beforeAll(async () => {
  server = await openTestServer();
  const office = await server.passer('officeClerk');
  const open = async (code: string) => {
    const body = { parentId: server.rootId, code, name: code, happenedOn: '2020-01-01', reason: '设立' };
    return (await office.api.organizations.open(body)).organizationId;
  };
  inside = await open('inside');
  outside = await open('outside');
});
afterAll(() => server.close());

/** The code of the answer; `ok` for none. */
async function ask(browser: Browser, name: string, endpoint: Endpoint, organization: string): Promise<string> {
  const input = inputFor(name, endpoint, organization);
  const file = endpoint.upload ? Buffer.from('no workbook') : undefined;
  const { method, url, body, contentType } = requestFor(endpoint, input, file, endpoint.upload?.types[0]);
  const headers = {
    ...(browser.cookie && { cookie: browser.cookie, 'x-csrf-token': browser.csrf }),
    ...(contentType && { 'content-type': contentType }),
  };
  const answer = await server.app.inject({
    method,
    url,
    headers,
    ...(body !== undefined && { payload: body as string }),
  });
  expect(answer.statusCode, `${name}: ${answer.body.slice(0, 200)}`).not.toBe(500);
  return answer.statusCode < 400 ? 'ok' : answer.json().code;
}

const isDenied = (code: string): boolean => code === 'permission.denied';

/** What the contract says about a role that is held over the root or over one body, asked about a body. */
function mayPass({ access }: Endpoint, role: Role, overRoot: boolean, about: string): boolean {
  if (!('permission' in access)) return true;
  if (!permits(role, access.permission)) return false;
  if (access.kind === 'authority') return overRoot;
  return access.kind === 'reach' || overRoot || about === inside;
}

describe('every endpoint', () => {
  it.each(endpoints)('$name asks for a session unless it is public', async ({ name, endpoint }) => {
    const code = await ask(server.browser(), name, endpoint, inside);
    if (endpoint.access.kind === 'public') expect(code).not.toMatch(/^(sessions\.required|permission\.)/);
    else expect(code).toBe('sessions.required');
  });

  it('is closed to an account without any role, but for its own things', async () => {
    for (const { name, endpoint } of endpoints) {
      if (endpoint.access.kind === 'public') continue;
      const nobody = await server.passer(null);
      const code = await ask(nobody, name, endpoint, inside);
      expect(isDenied(code), `${name}: ${code}`).toBe(endpoint.access.kind !== 'session');
    }
  });
});

describe.each(Object.keys(ROLES) as Role[])('%s', (role) => {
  const guarded = endpoints.filter(({ endpoint }) => 'permission' in endpoint.access);

  it.each([
    ['over everything', true],
    ['over one body', false],
  ])('%s passes where the contract says so, and nowhere else', async (_, overRoot) => {
    const person = await server.passer(role, overRoot ? server.rootId : inside);
    for (const about of [inside, outside]) {
      for (const { name, endpoint } of guarded) {
        const code = await ask(person, name, endpoint, about);
        expect(code, `${name} is asked with a bad sample`).not.toBe('request.unreadable');
        const where = `${role} ${overRoot ? 'over all' : 'over one'}, about ${about === inside ? 'inside' : 'outside'}: ${name} → ${code}`;
        expect(!isDenied(code), where).toBe(mayPass(endpoint, role, overRoot, about));
      }
    }
  });
});

describe('the samples', () => {
  it('are well formed for every endpoint, so that no question stops before the policy', () => {
    for (const { name, endpoint } of endpoints) {
      const parsed = endpoint.input.safeParse(inputFor(name, endpoint, inside));
      expect(parsed.success, `${name}: ${JSON.stringify(parsed.error?.issues)}`).toBe(true);
    }
  });
});
