import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openTestServer, Refused, type TestServer } from '../../testing/server.fixture.ts';
import { codeAt, stepOf } from '../accounts/one-time-code.ts';

let server: TestServer;
let system: Browser;
let security: Browser;
let audit: Browser;
beforeAll(async () => {
  server = await openTestServer();
  system = await server.signIn(server.slips.system);
  security = await server.signIn(server.slips.security);
  audit = await server.signIn(server.slips.audit);
});
afterAll(() => server.close());

const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.answer.code;
    throw error;
  }
};

let people = 0;
const newPerson = async () => {
  const userName = `someone${++people}`;
  return system.api.accounts.create({ userName, displayName: `某人${people}` });
};
const FROM = { validFrom: '2024-01-01', reason: '分工文件' };
const propose = (
  browser: Browser,
  accountId: string,
  role: 'officeClerk' | 'auditAdministrator' | 'liaison' | 'systemAdministrator',
  more: object = {},
) => browser.api.grants.propose({ accountId, role, organizationId: server.rootId, ...FROM, ...more });

describe('a grant', () => {
  it('counts only after somebody else approved it, and is on the record with both', async () => {
    const { account, slip } = await newPerson();
    const { grantId, state, actions } = await propose(system, account.accountId, 'officeClerk');
    expect([state, actions]).toEqual(['proposed', []]);
    const person = await server.signIn(slip);
    expect(await refusalOf(person.api.organizations.list({}))).toBe('permission.denied');
    expect(await refusalOf(system.api.grants.approve({ grantId, reason: '自批' }))).toBe('permission.denied');
    await security.api.grants.approve({ grantId, reason: '同意' });
    expect((await person.api.organizations.list({})).total).toBe(1);
    expect((await person.api.sessions.current({})).permissions).toContain('organizations.manage');
    const { entries } = await audit.api.audit.list({ targetId: grantId });
    expect(entries.map((entry) => [entry.kind, entry.name])).toEqual([
      ['grants.approve', '安全员乙'],
      ['grants.propose', '系统员甲'],
    ]);
    await security.api.grants.revoke({ grantId, reason: '调离' });
    expect(await refusalOf(person.api.organizations.list({}))).toBe('permission.denied');
  });

  it('does not stand before its first day or after its last', async () => {
    const { account, slip } = await newPerson();
    const { grantId } = await propose(system, account.accountId, 'officeClerk', { validFrom: '2999-01-01' });
    await security.api.grants.approve({ grantId, reason: '同意' });
    const person = await server.signIn(slip);
    expect((await person.api.sessions.current({})).grants).toEqual([]);
    const dates = { validFrom: '2024-02-01', validTo: '2024-01-01' };
    expect(await refusalOf(propose(system, account.accountId, 'liaison', dates))).toBe('grants.wrong-dates');
  });

  it('keeps the three administrators apart, from each other and from the business', async () => {
    const { account } = await newPerson();
    const first = await propose(system, account.accountId, 'auditAdministrator');
    expect(await refusalOf(propose(system, account.accountId, 'systemAdministrator'))).toBe('grants.excluded');
    expect(await refusalOf(propose(system, account.accountId, 'liaison'))).toBe('grants.excluded');
    await security.api.grants.refuse({ grantId: first.grantId, reason: '不需要' });
    const two = await Promise.all(
      (['auditAdministrator', 'systemAdministrator'] as const).map((role) =>
        refusalOf(propose(system, account.accountId, role)),
      ),
    );
    expect(two.sort()).toEqual(['done', 'grants.excluded']);
  });

  it('is nothing one can ask for oneself, nor beyond what one looks after', async () => {
    const me = await system.api.sessions.current({});
    expect(await refusalOf(propose(system, me.accountId, 'officeClerk'))).toBe('grants.own-grant');
    const office = await server.person('officeClerk');
    const { account } = await newPerson();
    expect(await refusalOf(propose(office, account.accountId, 'officeClerk'))).toBe('grants.beyond-own');
    expect(await refusalOf(propose(office, account.accountId, 'liaison'))).toBe('done');
    expect(await refusalOf(propose(office, account.accountId, 'liaison'))).toBe('grants.duplicate');
  });

  it('of the last administrator of a kind cannot be revoked', async () => {
    const { entries } = await security.api.grants.list({ state: 'approved' });
    const last = entries.find((entry) => entry.role === 'auditAdministrator')!;
    expect(await refusalOf(security.api.grants.revoke({ grantId: last.grantId, reason: '撤销' }))).toBe(
      'grants.last-administrator',
    );
  });
});

describe('accounts', () => {
  it('are made by hand or from a workbook, with slips that work once', async () => {
    const headings = ['用户名', '姓名', '单位编号'];
    const file = async (rows: string[][]) => Buffer.from(await writeResultsXlsx([{ title: '账号', headings, rows }]));
    const bad = await file([
      ['zhang.san', '张三', ''],
      ['zhang.san', '李四', ''],
      ['王五', '王五', ''],
      ['zhao.liu', '', 'NO'],
    ]);
    const { diagnostics } = await system.api.accounts.importXlsx({ dryRun: true }, bad, XLSX);
    expect(diagnostics.map((d) => d.place.cell)).toEqual(['账号!A3', '账号!A4', '账号!B5']);
    expect(await refusalOf(system.api.accounts.importXlsx({ dryRun: false }, bad, XLSX))).toBe('accounts.bad-workbook');
    const good = await file([['zhang.san', '张三', 'shili']]);
    const { created, slips } = await system.api.accounts.importXlsx({ dryRun: false }, good, XLSX);
    expect(created).toBe(1);
    const person = await server.signIn(slips[0]!);
    expect((await person.api.sessions.current({})).displayName).toBe('张三');
  });

  it('refuse weak, reused and wrong passwords', async () => {
    const person = await server.person(null);
    const change = (current: string, next: string) => refusalOf(person.api.accounts.changePassword({ current, next }));
    expect(await change('nope', 'Bing-Gong.8264')).toBe('accounts.wrong-password');
    expect(await change('Gong-Zheng.7391', 'short')).toBe('request.invalid');
    expect(await change('Gong-Zheng.7391', 'aaaaBBBB1111')).toBe('request.invalid');
    expect(await change('Gong-Zheng.7391', 'Gong-Zheng.7391')).toBe('accounts.reused-password');
  });

  it('disabled or reset, lose their sessions at once', async () => {
    const person = await server.person(null);
    const { accountId, displayName } = await person.api.sessions.current({});
    const { version } = await system.api.accounts.get({ accountId });
    await system.api.accounts.update({ accountId, version, displayName, disabled: true });
    expect(await refusalOf(person.api.sessions.current({}))).toBe('sessions.expired');
    const stale = system.api.accounts.update({ accountId, version, displayName, disabled: false });
    expect(await refusalOf(stale)).toBe('accounts.stale');
    const other = await server.person(null);
    server.now = new Date(server.now.getTime() + 1_000);
    const own = await other.api.sessions.current({});
    const slip = await system.api.accounts.resetPassword({ accountId: own.accountId, reason: '忘记密码' });
    expect(await refusalOf(other.api.sessions.current({}))).toBe('sessions.expired');
    const { userName, password } = slip;
    expect((await server.browser().api.sessions.signIn({ userName, password })).step).toBe('password');
  });

  it('can ask for a second factor, whose codes and recovery codes work once', async () => {
    const person = await server.person(null);
    const { secret, uri } = await person.api.accounts.prepareTwoFactor({});
    expect(uri).toContain(`secret=${secret}`);
    const code = () => codeAt(secret, stepOf(server.now));
    expect(await refusalOf(person.api.accounts.enableTwoFactor({ code: '000000' }))).toBe('accounts.wrong-code');
    const { recoveryCodes } = await person.api.accounts.enableTwoFactor({ code: code() });
    const { userName } = await person.api.sessions.current({});
    const credentials = { userName, password: 'Gong-Zheng.7391' };
    const signIn = async () => {
      const browser = server.browser();
      const me = await browser.api.sessions.signIn(credentials);
      browser.csrf = me.csrfToken;
      expect(me.step).toBe('code');
      expect(await refusalOf(browser.api.sessions.list({}))).toBe('sessions.code-required');
      return browser;
    };
    const first = await signIn();
    expect(await refusalOf(first.api.sessions.confirm({ code: code() }))).toBe('sessions.code-refused');
    server.now = new Date(server.now.getTime() + 31_000);
    expect((await first.api.sessions.confirm({ code: code() })).step).toBe('ready');
    const second = await signIn();
    expect((await second.api.sessions.confirm({ code: recoveryCodes[3]! })).step).toBe('ready');
    const third = await signIn();
    expect(await refusalOf(third.api.sessions.confirm({ code: recoveryCodes[3]! }))).toBe('sessions.code-refused');
    const row = await server.database.owner
      .selectFrom('accounts')
      .select('twoFactorSecret')
      .where('userName', '=', userName)
      .executeTakeFirst();
    expect(row?.twoFactorSecret).not.toContain(secret);
  });
});

describe('the auditor', () => {
  it('reads, verifies and exports, and sees refused attempts', async () => {
    const person = await server.person('liaison');
    expect(await refusalOf(person.api.audit.list({}))).toBe('permission.denied');
    const denied = await audit.api.audit.list({ kind: 'permission.denied' });
    expect(denied.entries[0]).toMatchObject({ title: '越权操作被拒绝：查询审计记录' });
    expect(await refusalOf(system.api.audit.list({}))).toBe('permission.denied');
    const { sound } = await audit.api.audit.verify({ anchors: [] });
    expect(sound).toBe(true);
    await audit.api.audit.exportChain({});
    expect(audit.download.toString().split('\n')[0]).toContain('"format":1');
  });
});
