import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCounty } from '../../demo/county.ts';
import { type Browser, openTestServer, type TestServer } from '../../testing/server.fixture.ts';

let server: TestServer;
let office: Browser;
beforeAll(async () => {
  server = await openTestServer();
  office = await server.person('officeClerk');
  await office.api.assessments.importBundle({ openMissing: true }, readCounty().bundle, 'application/zip');
});
afterAll(() => server.close());

const kindsOf = async (person: Browser): Promise<string[]> =>
  (await person.api.todos.list({})).entries.map(({ kind }) => kind);
const bodyOf = async (name: string): Promise<string> => {
  const { entries } = await office.api.organizations.list({ search: name });
  return entries.find((entry) => entry.name === name)!.organizationId;
};

describe('what somebody must do now', () => {
  it('names to the office the bodies whose data is missing and those that owe a rectification', async () => {
    const { entries } = await office.api.todos.list({});
    expect(entries.map(({ kind, title }) => [kind, title])).toEqual([
      ['scores.missing', '2个单位缺数据'],
      ['scores.rectify', '2个单位须整改'],
    ]);
    expect(entries[0]!.detail).toContain('共缺2项');
  });

  it('leads a body to its own sheet, and tells it nothing about others', async () => {
    const lacking = await server.person('liaison', await bodyOf('白沙镇'));
    expect((await lacking.api.todos.list({})).entries).toMatchObject([
      { kind: 'scores.missing', title: '白沙镇缺数据', subjectId: 'T06' },
    ]);
    expect(await kindsOf(await server.person('liaison', await bodyOf('清溪镇')))).toEqual([]);
  });

  it('shows a proposal to whoever can decide it, and no longer once it is decided', async () => {
    const security = await server.signIn(server.slips.security);
    expect(await kindsOf(security)).not.toContain('grants.decide');
    const { accountId } = await server.person(null);
    const wanted = {
      role: 'expert',
      organizationId: server.rootId,
      validFrom: '2026-01-01',
      reason: '增补专家',
    } as const;
    const { grantId } = await office.api.grants.propose({ ...wanted, accountId });
    expect(await kindsOf(security)).toContain('grants.decide');
    expect(await kindsOf(office)).not.toContain('grants.decide');
    await security.api.grants.approve({ grantId, reason: '核对无误' });
    expect(await kindsOf(security)).not.toContain('grants.decide');
  });

  it('asks for a verification of the audit until there was one', async () => {
    const auditor = await server.signIn(server.slips.audit);
    expect(await kindsOf(auditor)).toContain('audit.verify');
    await auditor.api.audit.verify({});
    expect(await kindsOf(auditor)).not.toContain('audit.verify');
  });

  it('reminds administrators of the second factor, and nobody else', async () => {
    const system = await server.signIn(server.slips.system);
    expect(await kindsOf(system)).toContain('accounts.second-factor');
    expect(await kindsOf(await server.person('head', server.rootId))).not.toContain('accounts.second-factor');
  });
});
