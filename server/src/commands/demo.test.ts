import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@zhunsheng/contract/client';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Run, run, signIn, stopAll, until, visit } from '../testing/process.fixture.ts';

const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-demo-'));
const folder = join(scratch, 'demo');
afterEach(stopAll);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const demo = (...args: string[]): Run => run(['demo', '--folder', folder, ...args]);

/** A client of a real server; signed in when a name is given. */
async function enter(address: string, userName?: string): Promise<Client> {
  const visitor = visit(address);
  if (userName === undefined) return visitor.api;
  const { demo: accounts } = await visitor.api.sessions.ways({});
  await signIn(visitor, userName, accounts.find((account) => account.userName === userName)!.password);
  return visitor.api;
}

const rankingOf = async (api: Client) => {
  const { entries } = await api.assessments.list({});
  return api.scores.ranking({ assessmentId: entries[0]!.assessmentId });
};

describe('the demonstration', () => {
  it('is there at the first start, with something to see for everybody', async () => {
    const first = demo();
    const address = await first.address;
    const ways = await (await enter(address)).sessions.ways({});
    expect(ways.empty).toBe(false);
    expect(new Set(ways.demo.map((account) => account.role)).size).toBeGreaterThanOrEqual(9);
    for (const { userName } of ways.demo) {
      const me = await (await enter(address, userName)).sessions.current({});
      expect([me.step, me.grants.length], userName).toEqual(['ready', 1]);
    }

    const office = await enter(address, 'kaohe');
    const all = await rankingOf(office);
    expect(all.entries).toHaveLength(50);
    const township = all.entries.find((entry) => entry.subjectId === 'T03')!;
    const { history, contacts } = await office.organizations.get({ organizationId: township.organizationId });
    expect(history.map((event) => event.kind)).toEqual(expect.arrayContaining(['open', 'merge']));
    expect(contacts.map((contact) => contact.accountId !== null)).toEqual([true, true]);
    expect((await rankingOf(await enter(address, 'qingxi'))).entries.map((entry) => entry.name)).toEqual(['清溪镇']);

    const waiting = await (await enter(address, 'anquan')).grants.list({ state: 'proposed' });
    expect(waiting.entries.map((grant) => grant.actions)).toEqual([['approve', 'refuse']]);
    const audit = await enter(address, 'shenji');
    expect((await audit.audit.verify({})).sound).toBe(true);
    expect((await audit.audit.list({ kind: 'organizations.rename' })).total).toBe(2);

    const second = demo();
    expect(await second.ended).toBe(1);
    expect(second.text()).toContain('正在使用数据目录');
    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(first.text()).toContain('已停止。');
  });

  it('is kept, starts again quickly, and steps aside where its port is taken', async () => {
    const began = performance.now();
    const taken = createServer();
    const occupied = await once(taken.listen(8080, '127.0.0.1'), 'listening').then(
      () => true,
      () => true,
    );
    const again = demo();
    const address = await again.address;
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(occupied && new URL(address).port).not.toBe('8080');
    expect((await rankingOf(await enter(address, 'lingdao'))).entries).toHaveLength(50);
    taken.close();
  });

  it('is made anew where it was asked to, or where making it was cut short, never over anybody’s own data', async () => {
    const own = join(scratch, 'own');
    mkdirSync(own);
    writeFileSync(join(own, 'mine.txt'), 'mine');
    const refused = run(['demo', '--folder', own, '--fresh']);
    expect(await refused.ended).toBe(1);
    expect(refused.text()).toContain('演示不会动它');
    expect(readFileSync(join(own, 'mine.txt'), 'utf8')).toBe('mine');

    const cut = demo('--fresh');
    await until(cut, '正在准备演示数据');
    await new Promise((resolve) => setTimeout(resolve, 800));
    cut.child.kill('SIGKILL');
    await cut.ended;
    expect(readFileSync(join(folder, 'demo.json'), 'utf8')).toContain('false');
    const whole = demo();
    expect((await rankingOf(await enter(await whole.address, 'kaohe'))).entries).toHaveLength(50);
  });

  it('listens to this machine only, and never shares a database with real data', async () => {
    const config = join(scratch, 'config.yaml');
    writeFileSync(config, 'listen: { host: 0.0.0.0 }\ndemo: true\n');
    const open = run(['serve', '--config', config]);
    expect(await open.ended).toBe(1);
    expect(open.text()).toContain('只能在本机使用');
    expect(existsSync(join(scratch, 'data'))).toBe(false);
  });
});
