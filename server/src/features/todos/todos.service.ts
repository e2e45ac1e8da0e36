import { ADMINISTRATORS, type Permission } from '@zhunsheng/contract';
import type { todo } from '@zhunsheng/contract/todos';
import type { z } from 'zod';
import type { Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { reachOf } from '../../http/policy.ts';
import { countNeverSignedIn } from '../accounts/index.ts';
import { currentWindows } from '../assessments/index.ts';
import { findLast } from '../audit/index.ts';
import { countDecidable } from '../grants/index.ts';
import { scoreNotices } from '../scores/index.ts';

type Todo = z.output<typeof todo>;

const DAY_MS = 86_400_000;
/** An audit chain that nobody verified for this long is asked to be. */
const VERIFIED_DAYS = 30;

const plain = { due: null, assessmentId: null, subjectId: null } as const;
const may = (actor: Actor, permission: Permission): boolean => reachOf(actor, permission).paths.length > 0;

async function ofPeople(db: Db, actor: Actor): Promise<Todo[]> {
  const found: Todo[] = [];
  const proposals = may(actor, 'grants.approve') ? await countDecidable(db, actor.accountId) : 0;
  if (proposals > 0) {
    const title = `审批${proposals}条授权申请`;
    found.push({ kind: 'grants.decide', title, detail: '核对人员、角色、范围和期限后批准或者不批准。', ...plain });
  }
  const waiting = may(actor, 'accounts.manage') ? await countNeverSignedIn(db) : 0;
  if (waiting > 0) {
    const title = `${waiting}个账号还没有登录过`;
    found.push({ kind: 'accounts.first-sign-in', title, detail: '凭条没有送到的，重置密码后另发一张。', ...plain });
  }
  if (!actor.twoFactor && actor.grants.some(({ role }) => ADMINISTRATORS.includes(role))) {
    const detail = '管理员账号建议启用第二步验证，只有密码不够安全。';
    found.push({ kind: 'accounts.second-factor', title: '启用第二步验证', detail, ...plain });
  }
  return found;
}

async function ofAudit(db: Db, actor: Actor, now: Date): Promise<Todo[]> {
  if (!may(actor, 'audit.read')) return [];
  const last = (await findLast(db, 'audit.verify'))?.recordedAt;
  if (last && now.getTime() - last.getTime() < VERIFIED_DAYS * DAY_MS) return [];
  const detail = last ? `上一次核验已超过${VERIFIED_DAYS}天。` : '还没有核验过；请把核验得到的锚抄录在系统之外。';
  return [{ kind: 'audit.verify', title: '核验审计链', detail, ...plain }];
}

async function ofScores(db: Db, actor: Actor, assessmentId: string, title: string): Promise<Todo[]> {
  const reach = reachOf(actor, 'scores.read', assessmentId);
  if (reach.paths.length === 0) return [];
  const { missing, rectify } = await scoreNotices(db, assessmentId, reach);
  const about = (list: readonly { id: string }[]) => ({
    due: null,
    assessmentId,
    subjectId: list.length === 1 ? list[0]!.id : null,
  });
  const nameOf = (list: readonly { name: string }[]): string =>
    list.length === 1 ? list[0]!.name : `${list.length}个单位`;
  const found: Todo[] = [];
  if (missing.length > 0) {
    const items = missing.reduce((sum, subject) => sum + subject.missing.length, 0);
    const detail = `${title}：共缺${items}项，补齐之前不排名、不评等次。`;
    found.push({ kind: 'scores.missing', title: `${nameOf(missing)}缺数据`, detail, ...about(missing) });
  }
  if (rectify.length > 0) {
    const detail = `${title}：按方案须制定整改方案。`;
    found.push({ kind: 'scores.rectify', title: `${nameOf(rectify)}须整改`, detail, ...about(rectify) });
  }
  return found;
}

async function ofAssessments(db: Db, actor: Actor, today: string): Promise<Todo[]> {
  if (!may(actor, 'assessments.read')) return [];
  const found: Todo[] = [];
  for (const { assessmentId, title, windows } of await currentWindows(db, actor, today)) {
    for (const { title: name, from, to } of windows.filter(({ state }) => state === 'open')) {
      const detail = `${title}，${from}至${to}。`;
      found.push({ kind: 'assessments.window', title: name, detail, due: to, assessmentId, subjectId: null });
    }
    found.push(...(await ofScores(db, actor, assessmentId, title)));
  }
  return found;
}

/** Everything that waits for an actor, what has a day first, by that day. */
export async function todosOf(db: Db, actor: Actor, today: string, now: Date): Promise<Todo[]> {
  const all = [
    ...(await ofAssessments(db, actor, today)),
    ...(await ofPeople(db, actor)),
    ...(await ofAudit(db, actor, now)),
  ];
  return all.sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'));
}
