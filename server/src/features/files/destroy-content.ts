import type { Role } from '@zhunsheng/contract';
import type { ContentStore } from '../../content-store/index.ts';
import { inTenant } from '../../database/in-tenant.ts';
import { newId } from '../../database/new-id.ts';
import type { AnyDb, Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { AppError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import {
  type DestructionView,
  decideDestruction,
  findDestruction,
  findProposed,
  insertDestruction,
  listDestructions,
  lockDestruction,
} from './destructions.store.ts';
import { findFile, listEntriesOf, lockContent, markDestroyed, markErased } from './files.store.ts';
import type { DestructionRow, DestructionState } from './files.tables.ts';

/** Who may destroy, each of them only together with the other. */
const DESTROYERS: readonly Role[] = ['systemAdministrator', 'securityAdministrator'];

const roleOf = (actor: Actor): Role => {
  const role = actor.grants.map((grant) => grant.role).find((own) => DESTROYERS.includes(own));
  if (!role) throw new AppError('permission.denied');
  return role;
};

const isOther = (row: DestructionRow, actor: Actor): boolean =>
  row.proposedBy !== actor.accountId && row.proposedRole !== roleOf(actor);

function actionsOn(row: DestructionRow, actor: Actor): ('confirm' | 'refuse')[] {
  if (row.state !== 'proposed') return [];
  return isOther(row, actor) ? ['confirm', 'refuse'] : ['refuse'];
}

async function viewsOf(db: Db, rows: readonly DestructionView[], actor: Actor) {
  const entries = await listEntriesOf(
    db,
    rows.map((row) => row.digest),
  );
  return rows.map((row) => ({
    destructionId: row.id,
    digest: row.digest,
    size: row.size,
    entries: entries
      .filter((entry) => entry.digest === row.digest)
      .map(({ id, organizationId, name }) => ({ fileId: id, organizationId, name })),
    state: row.state,
    reason: row.reason,
    proposedBy: row.proposedByName,
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionReason: row.decisionReason,
    erasedAt: row.erasedAt?.toISOString() ?? null,
    actions: actionsOn(row, actor),
  }));
}

export async function findDestructions(
  db: Db,
  actor: Actor,
  state: DestructionState | undefined,
  page: number,
  pageSize: number,
) {
  const { total, rows } = await listDestructions(db, state, page, pageSize);
  return { total, entries: await viewsOf(db, rows, actor) };
}

export async function getDestruction(db: Db, actor: Actor, id: string) {
  const row = await findDestruction(db, id);
  if (!row) throw new AppError('files.no-destruction');
  return (await viewsOf(db, [row], actor))[0]!;
}

/** Who acts, and when. */
export interface Acting {
  readonly actor: Actor;
  readonly recorder: Recorder;
  readonly now: Date;
}

/** 申请销毁: asks that the content of a file, in all its entries, be destroyed. Nothing happens until another one confirms. */
export async function proposeDestruction(db: Db, { actor, recorder, now }: Acting, fileId: string, reason: string) {
  const file = await findFile(db, fileId);
  if (!file) throw new AppError('files.not-found');
  const { digest, name } = file;
  await lockContent(db, digest);
  if (file.destroyedAt) throw new AppError('files.destroyed');
  if (await findProposed(db, digest)) throw new AppError('files.already-proposed');
  const id = newId();
  const proposed = {
    proposedBy: actor.accountId,
    proposedByName: recorder.name,
    proposedRole: roleOf(actor),
    proposedAt: now,
  };
  const open = { decidedBy: null, decidedByName: null, decidedAt: null, decisionReason: null };
  await insertDestruction(db, { id, digest, state: 'proposed', reason, ...proposed, ...open });
  const title = `申请销毁文件内容：${name}`;
  const detail = { digest, fileId };
  await recordAudit(db, recorder, { kind: 'files.proposeDestruction', title, targetId: id, reason, detail });
  return id;
}

async function decide(db: Db, acting: Acting, id: string, state: 'confirmed' | 'refused', reason: string) {
  const row = await lockDestruction(db, id);
  if (!row) throw new AppError('files.no-destruction');
  if (row.state !== 'proposed') throw new AppError('files.not-proposed', { state: row.state });
  const { actor, recorder, now } = acting;
  if (state === 'confirmed' && !isOther(row, actor)) throw new AppError('files.own-proposal');
  const decided = { decidedBy: actor.accountId, decidedByName: recorder.name, decidedAt: now, decisionReason: reason };
  await decideDestruction(db, id, { state, ...decided });
  const entries = await listEntriesOf(db, [row.digest]);
  const [kind, title] =
    state === 'confirmed'
      ? ['files.confirmDestruction', '确认销毁文件内容']
      : ['files.refuseDestruction', '不予销毁文件内容'];
  const detail = { digest: row.digest, files: entries.map((entry) => entry.id) };
  const names = [...new Set(entries.map((entry) => entry.name))].join('、');
  await recordAudit(db, recorder, { kind, title: `${title}：${names}`, targetId: id, reason, detail });
  return row.digest;
}

/** 确认销毁: from now on the content counts as destroyed; the bytes go as soon as this is committed. Gives the digest. */
export async function confirmDestruction(db: Db, acting: Acting, id: string, reason: string): Promise<string> {
  const digest = await decide(db, acting, id, 'confirmed', reason);
  await lockContent(db, digest);
  await markDestroyed(db, digest, acting.now);
  return digest;
}

export async function refuseDestruction(db: Db, acting: Acting, id: string, reason: string): Promise<void> {
  await decide(db, acting, id, 'refused', reason);
}

/** Removes the bytes of a destroyed content. What a crash leaves undone here is done by the next sweep. */
export async function eraseContent(
  app: AnyDb,
  contents: ContentStore,
  authorityId: string,
  digest: string,
  now: Date,
): Promise<void> {
  await contents.remove({ authorityId, digest });
  await inTenant(app, authorityId, (db) => markErased(db, digest, now));
}
