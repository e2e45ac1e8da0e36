import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openTestServer, Refused, type TestServer } from '../../testing/server.fixture.ts';
import { initialsOf } from './initials.ts';
import { checkCodes } from './organization-codes.ts';

let server: TestServer;
let office: Browser;
beforeAll(async () => {
  server = await openTestServer();
  office = await server.person('officeClerk');
});
afterAll(() => server.close());

const DATED = { happenedOn: '2024-03-01', reason: '县编委批复' };
let next = 0;

const open = (name: string, parentId = server.rootId, more: object = {}) =>
  office.api.organizations.open({ parentId, code: `U${++next}`, name, ...DATED, happenedOn: '2020-01-01', ...more });

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.answer.code;
    throw error;
  }
};

const COLUMNS = ['编号', '名称', '上级编号', '分组', '等级', '统一社会信用代码'];
const workbook = async (rows: readonly (readonly string[])[], headings: readonly string[] = COLUMNS): Promise<Buffer> =>
  Buffer.from(await writeResultsXlsx([{ title: '单位', headings, rows }]));

describe('a body', () => {
  it('opens below another one, with group and class from a day on', async () => {
    const body = await open('城关镇', server.rootId, { group: '乡镇（街道）', class: '中心镇' });
    expect(body).toMatchObject({
      name: '城关镇',
      group: '乡镇（街道）',
      class: '中心镇',
      openedOn: '2020-01-01',
      version: 1,
    });
    expect(body.path.map((above) => above.name)).toEqual(['示例县人民政府', '城关镇']);
    expect(body.history).toMatchObject([{ kind: 'open', happenedOn: '2020-01-01' }]);
    const { organizationId, version } = body;
    const later = { group: '乡镇（街道）', class: '重点乡镇', validFrom: '2023-01-01', reason: '等级调整' };
    const changed = await office.api.organizations.classify({ organizationId, version, ...later });
    expect(changed).toMatchObject({ class: '重点乡镇', version: 2 });
    expect(changed.memberships.map((m) => m.validFrom)).toEqual(['2023-01-01', '2020-01-01']);
    const future = { ...later, class: '一般乡镇', validFrom: '2999-01-01' };
    expect((await office.api.organizations.classify({ organizationId, version: 2, ...future })).class).toBe('重点乡镇');
  });

  it('is found by part of its name, by its code and by pinyin initials', async () => {
    await open('市生态环境局示例分局');
    const found = async (search: string) =>
      (await office.api.organizations.list({ search })).entries.map((b) => b.name);
    expect(await found('环境')).toEqual(['市生态环境局示例分局']);
    expect(await found('sthjj')).toEqual(['市生态环境局示例分局']);
    expect(await found('%')).toEqual([]);
  });

  it('keeps its history: renamed, moved, closed, never earlier than what already happened', async () => {
    const parent = await open('某街道');
    let body = await open('某所');
    const { organizationId } = body;
    const rename = (name: string, happenedOn: string) =>
      office.api.organizations.rename({ organizationId, version: body.version, name, happenedOn, reason: '更名通知' });
    body = await rename('某中心', '2022-05-01');
    expect(await codeOf(rename('别的', '2022-04-30'))).toBe('organizations.wrong-dates');
    body = await office.api.organizations.move({
      organizationId,
      version: body.version,
      parentId: parent.organizationId,
      ...DATED,
    });
    expect(body.path.at(-2)?.name).toBe('某街道');
    body = await office.api.organizations.close({ organizationId, version: body.version, ...DATED });
    expect(body.closedOn).toBe('2024-03-01');
    expect(body.history.map((event) => event.kind)).toEqual(['open', 'rename', 'move', 'close']);
    expect(body.actions).toEqual([]);
    expect(await codeOf(rename('再改', '2024-04-01'))).toBe('organizations.closed');
  });

  it('cannot go below itself, and the root stays', async () => {
    const top = await open('上级');
    const below = await open('下级', top.organizationId);
    const move = { organizationId: top.organizationId, version: 1, parentId: below.organizationId, ...DATED };
    expect(await codeOf(office.api.organizations.move(move))).toBe('organizations.in-own-subtree');
    const close = { organizationId: top.organizationId, version: 1, ...DATED };
    expect(await codeOf(office.api.organizations.close(close))).toBe('organizations.has-open-children');
    const root = { organizationId: server.rootId, version: 1, happenedOn: '2030-01-01', reason: '不行' };
    expect(await codeOf(office.api.organizations.close(root))).toBe('organizations.root');
  });

  it('takes in others with what lies below them, and splits into successors', async () => {
    const [into, other] = [await open('甲镇'), await open('乙镇')];
    const below = await open('乙镇司法所', other.organizationId);
    const merged = await office.api.organizations.merge({
      organizationId: into.organizationId,
      version: 1,
      merged: [other.organizationId],
      ...DATED,
    });
    expect(merged.history.at(-1)?.description).toBe('“乙镇”并入');
    const moved = await office.api.organizations.get({ organizationId: below.organizationId });
    expect(moved.path.map((above) => above.name)).toEqual(['示例县人民政府', '甲镇', '乙镇司法所']);
    const gone = await office.api.organizations.get({ organizationId: other.organizationId });
    expect(gone.closedOn).toBe('2024-03-01');
    const successors = [
      { code: 'S1', name: '丙镇' },
      { code: 'S2', name: '丁镇' },
    ];
    const split = { organizationId: into.organizationId, version: merged.version, successors, remains: true, ...DATED };
    const after = await office.api.organizations.split(split);
    expect(after.closedOn).toBeNull();
    expect(
      after.history
        .at(-1)
        ?.others.map((one) => one.name)
        .sort(),
    ).toEqual(['丁镇', '丙镇']);
  });

  it('tells the slower of two editors, and loses nothing of the quicker', async () => {
    const { organizationId } = await open('两个窗口');
    const change = (shortName: string) =>
      office.api.organizations.update({ organizationId, version: 1, code: `W${organizationId.slice(-8)}`, shortName });
    const outcomes = await Promise.all([codeOf(change('甲')), codeOf(change('乙'))]);
    expect(outcomes.sort()).toEqual(['done', 'organizations.stale']);
  });

  it('refuses bad input by field, in Chinese', async () => {
    const bad = { parentId: server.rootId, code: '=1+1', name: '\u202e名', happenedOn: '2024-02-30', reason: '' };
    const refused = await office.api.organizations.open(bad).catch((error: Refused) => error);
    const issues = (refused as Refused).answer.issues!.map(({ field, message }) => `${field}：${message}`);
    expect(issues).toEqual([
      'code：须为1至40位字母、数字、点、横线或者下划线',
      'name：不能含有控制字符或者改变文字方向的符号',
      'happenedOn：须为真实的日期，例如 2024-12-31',
      'reason：不能少于2个字符',
    ]);
    expect(await codeOf(open('x'.repeat(101)))).toBe('request.invalid');
    expect((await open('<b>😀</b>')).name).toBe('<b>😀</b>');
  });
});

describe('reach', () => {
  it('hides what lies outside, as if it were not there', async () => {
    const [mine, theirs] = [await open('我的镇'), await open('别的镇')];
    const below = await open('我的所', mine.organizationId);
    const liaison = await server.person('liaison', mine.organizationId);
    expect((await liaison.api.organizations.list({})).entries.map((b) => b.name).sort()).toEqual(['我的所', '我的镇']);
    expect((await liaison.api.organizations.get({ organizationId: below.organizationId })).actions).toEqual([]);
    expect(await codeOf(liaison.api.organizations.get({ organizationId: theirs.organizationId }))).toBe(
      'permission.denied',
    );
    const nowhere = '00000000-0000-7000-8000-000000000000';
    expect(await codeOf(liaison.api.organizations.get({ organizationId: nowhere }))).toBe('permission.denied');
    expect((await liaison.api.organizations.list({ parentId: server.rootId })).total).toBe(1);
    const tops = await liaison.api.organizations.list({ top: true });
    expect(tops.entries.map((b) => b.name)).toEqual(['我的镇']);
    const rename = { organizationId: mine.organizationId, version: 1, name: '改名', ...DATED };
    expect(await codeOf(liaison.api.organizations.rename(rename))).toBe('permission.denied');
    const part = await server.person('officeClerk', mine.organizationId);
    const move = { organizationId: below.organizationId, version: 1, parentId: theirs.organizationId, ...DATED };
    expect(await codeOf(part.api.organizations.move(move))).toBe('permission.denied');
    const merge = { organizationId: below.organizationId, version: 1, merged: [theirs.organizationId], ...DATED };
    expect(await codeOf(part.api.organizations.merge(merge))).toBe('permission.denied');
  });
});

describe('an import', () => {
  const send = (file: Buffer, dryRun: boolean) =>
    office.api.organizations.importXlsx({ dryRun, openedOn: '2024-01-01' }, file, XLSX);

  it('tries first, tells everything that is wrong with its cell, and writes nothing', async () => {
    const file = await workbook([
      ['I1', '导入一镇', '', '乡镇（街道）', '一般乡镇', '91350100M000100Y43'],
      ['I1', '重复', '', '', '', ''],
      ['I3', '', 'I1', '', '', ''],
      ['坏 编号', '名称', 'I1', '', '', ''],
      ['I5', '无上级', 'NO', '', '', ''],
      ['I6', '圈一', 'I7', '', '', ''],
      ['I7', '圈二', 'I6', '', '', '123'],
    ]);
    const { opened, diagnostics } = await send(file, true);
    expect(opened).toBeGreaterThan(0);
    expect(diagnostics.map((d) => `${d.place.cell} ${d.code}`)).toEqual([
      '单位!B4 organizations.wrong-cell',
      '单位!A5 organizations.wrong-cell',
      '单位!F8 organizations.credit-code',
      '单位!A3 organizations.duplicate',
      '单位!C6 organizations.no-parent',
      '单位!C8 organizations.circle',
    ]);
    expect(await codeOf(send(file, false))).toBe('organizations.bad-workbook');
    expect((await office.api.organizations.list({ search: '导入一镇' })).total).toBe(0);
  });

  it('opens bodies below each other, whatever their order, and is unchanged the second time', async () => {
    const file = await workbook([
      ['J2', '下所', 'J1', '', '', ''],
      ['J1', '上镇', '', '乡镇（街道）', '中心镇', ''],
    ]);
    expect(await send(file, false)).toMatchObject({ opened: 2, changed: 0, unchanged: 0 });
    expect(await send(file, false)).toMatchObject({ opened: 0, changed: 0, unchanged: 2 });
    const [found] = (await office.api.organizations.list({ search: 'J2' })).entries;
    const body = await office.api.organizations.get({ organizationId: found!.organizationId });
    expect(body.path.map((above) => above.name).slice(1)).toEqual(['上镇', '下所']);
  });

  it('refuses what is no workbook, what is too large, and what is empty', async () => {
    const { diagnostics } = await send(Buffer.from('编号,名称\nA,B'), true);
    expect(diagnostics[0]?.severity).toBe('error');
    expect(await codeOf(send(Buffer.alloc(11 * 1024 * 1024), true))).toBe('request.too-large');
    const sent = office.api.organizations.importXlsx(
      { dryRun: true, openedOn: '2024-01-01' },
      Buffer.from('x'),
      'text/html',
    );
    expect(await codeOf(sent)).toBe('request.wrong-type');
  });

  it('comes back from its own export', async () => {
    await office.api.organizations.exportXlsx({});
    const { opened, diagnostics } = await send(office.download, true);
    expect(
      diagnostics.filter((d) => d.severity === 'error' && !d.message.includes('表头')).map((d) => d.message),
    ).toEqual([]);
    expect(opened).toBe(0);
  });
});

describe('ten thousand bodies', () => {
  it('import in one go, and lists ask the same number of queries for ten and for ten thousand', async () => {
    const big = await openTestServer();
    const clerk = await big.person('officeClerk');
    const rows = Array.from({ length: 10_000 }, (_, n) => [
      `N${n}`,
      `第${n}单位`,
      n < 100 ? '' : `N${n % 100}`,
      '',
      '',
      '',
    ]);
    const count = async (work: () => Promise<unknown>) => {
      const before = big.database.queries();
      await work();
      return big.database.queries() - before;
    };
    const few = await count(() => clerk.api.organizations.list({}));
    const file = await workbook(rows);
    const importQueries = await count(() =>
      clerk.api.organizations.importXlsx({ dryRun: false, openedOn: '2024-01-01' }, file, XLSX),
    );
    expect(importQueries).toBeLessThan(80);
    const started = performance.now();
    expect(await count(() => clerk.api.organizations.list({ pageSize: 200, search: '单位' }))).toBe(few);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect((await clerk.api.organizations.list({})).total).toBe(10_001);
    await big.close();
  });
});

describe('names and codes', () => {
  it.each([
    ['司法局', 'sfj'],
    ['重庆路街道', 'cqljd'],
    ['A区12号', 'aq12h'],
  ])('%s is found by %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('remarks on a code that cannot be right', () => {
    const warn = (creditCode: string | null, divisionCode: string | null) =>
      checkCodes({ creditCode, divisionCode }).map((w) => w.code);
    expect(warn('91350100M000100Y43', '350102')).toEqual([]);
    expect(warn('91350100M000100Y44', '990000')).toEqual(['organizations.credit-code', 'organizations.division-code']);
    expect(warn('short', '1')).toHaveLength(2);
  });
});
