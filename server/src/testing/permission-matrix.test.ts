import { CONTRACT, type Endpoint, permits, ROLES, type Role } from '@zhunsheng/contract';
import { requestFor } from '@zhunsheng/contract/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openTestServer, type TestServer } from './server.fixture.ts';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

/**
 * A value for every field of every input: well formed, so that the question reaches the policy, and leading nowhere, so
 * that nothing changes for the next one.
 */
const SAMPLES: Record<string, unknown> = {
  accountId: NOWHERE,
  administrators: {
    system: { userName: 'a1a', displayName: '甲' },
    security: { userName: 'b1b', displayName: '乙' },
    audit: { userName: 'c1c', displayName: '丙' },
  },
  anchors: [],
  assessmentId: NOWHERE,
  code: 'shili',
  contactId: NOWHERE,
  current: 'wrong',
  disabled: true,
  destructionId: NOWHERE,
  displayName: '某人',
  dryRun: 'true',
  externalName: null,
  fileId: NOWHERE,
  grantId: NOWHERE,
  group: '乡镇',
  happenedOn: '2024-01-01',
  jobId: NOWHERE,
  kind: 'leader',
  name: '名称',
  next: 'wrong',
  openMissing: 'false',
  openedOn: '2024-01-01',
  password: 'wrong',
  reason: '理由充分',
  remains: true,
  role: 'assessor',
  schemeId: NOWHERE,
  sessionId: NOWHERE,
  subjectId: 'T01',
  successors: [{ code: 'shili', name: '名称' }],
  token: 'x'.repeat(32),
  userName: 'xitong',
  validFrom: '2024-01-01',
  validTo: '2023-01-01',
  version: 999,
};

/** Fields whose sample another endpoint needs differently. */
const OWN: Record<string, Record<string, unknown>> = {
  'sessions.confirm': { code: '000000' },
  'accounts.enableTwoFactor': { code: '000000' },
  'files.upload': { name: '名称.pdf' },
  'organizations.startImport': { name: '名称.xlsx' },
  'accounts.startImport': { name: '名称.xlsx' },
  'assessments.startImport': { name: '名称.zip' },
  'grants.propose': { assessmentId: null, validTo: null },
  'organizations.appoint': { accountId: NOWHERE },
};

const endpoints = Object.entries(CONTRACT).flatMap(([feature, all]) =>
  Object.entries(all as Record<string, Endpoint>).map(([name, endpoint]) => ({ name: `${feature}.${name}`, endpoint })),
);

function inputFor(name: string, endpoint: Endpoint, organization: string): Record<string, unknown> {
  const fields = Object.entries(endpoint.input.shape).flatMap(([field, shape]) => {
    if (field === 'organizationId' || field === 'parentId') return [[field, organization]];
    // The body itself: an answer about it, but no merger.
    if (field === 'merged') return [[field, [organization]]];
    const optional = shape.safeParse(undefined).success;
    if (optional && OWN[name]?.[field] === undefined && field !== 'accountId') return [];
    return [[field, OWN[name]?.[field] ?? SAMPLES[field]]];
  });
  return Object.fromEntries(fields);
}

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
