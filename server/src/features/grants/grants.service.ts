import { ADMINISTRATORS, ROLES, type Role } from '@zhunsheng/contract';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { AppError } from '../../http/app-error.ts';
import { reachOf } from '../../http/policy.ts';
import { accountNames, findAccount } from '../accounts/index.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { organizationsById } from '../organizations/index.ts';
import { excludes } from './exclusion.ts';
import {
  countActive,
  decideGrant,
  findGrant,
  type GrantFilter,
  insertGrant,
  listGrants,
  lockGrant,
  lockGrantsOf,
  openGrants,
  type Sort,
} from './grants.store.ts';
import type { GrantRow } from './grants.tables.ts';

export interface Proposal {
  readonly accountId: string;
  readonly role: Role;
  readonly organizationId: string;
  readonly assessmentId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly reason: string;
}

/** When and by whom: what the services need beside their subject. */
export interface Acting {
  readonly actor: Actor;
  readonly recorder: Recorder;
  readonly now: Date;
  readonly today: string;
}

/** What the reader may do with a grant: nobody decides about himself or about what he proposed. */
function actionsOn(row: GrantRow, actor: Actor): ('approve' | 'refuse' | 'revoke')[] {
  if (reachOf(actor, 'grants.approve').paths.length === 0) return [];
  if (row.state === 'approved') return ['revoke'];
  if (row.state !== 'proposed') return [];
  return row.accountId === actor.accountId || row.proposedBy === actor.accountId ? ['refuse'] : ['approve', 'refuse'];
}

async function viewsOf(db: Db, rows: readonly GrantRow[], actor: Actor) {
  const people = rows.flatMap((row) => [row.accountId, row.proposedBy, row.decidedBy]).filter((id) => id !== null);
  const names = await accountNames(db, people);
  const bodies = await organizationsById(
    db,
    rows.map((row) => row.organizationId),
  );
  const nameOf = (id: string | null): string => (id === null ? '系统' : (names.get(id) ?? ''));
  return rows.map((row) => ({
    grantId: row.id,
    accountId: row.accountId,
    accountName: nameOf(row.accountId),
    role: row.role,
    organizationId: row.organizationId,
    organizationName: bodies.get(row.organizationId)?.name ?? '',
    assessmentId: row.assessmentId,
    validFrom: row.validFrom,
    validTo: row.validTo,
    state: row.state,
    reason: row.reason,
    proposedBy: nameOf(row.proposedBy),
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: row.decidedAt === null ? null : nameOf(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    actions: actionsOn(row, actor),
  }));
}

export async function findGrants(
  db: Db,
  actor: Actor,
  filter: GrantFilter,
  sort: Sort,
  page: number,
  pageSize: number,
) {
  const { total, rows } = await listGrants(db, filter, sort, page, pageSize);
  return { total, entries: await viewsOf(db, rows, actor) };
}

export async function getGrant(db: Db, actor: Actor, id: string) {
  const row = await findGrant(db, id);
  if (!row) throw new AppError('grants.not-found');
  return (await viewsOf(db, [row], actor))[0]!;
}

async function refuseExcluded(db: Db, { accountId, role }: Proposal, today: string, own?: string): Promise<GrantRow[]> {
  await lockGrantsOf(db, accountId);
  const open = (await openGrants(db, accountId, today)).filter((grant) => grant.id !== own);
  if (
    excludes(
      role,
      open.map((grant) => grant.role),
    )
  )
    throw new AppError('grants.excluded');
  return open;
}

/** Whoever is no system administrator proposes roles of the business only, and not his own. */
function refuseBeyondOwn({ role }: Proposal, actor: Actor): void {
  if (actor.grants.some((grant) => grant.role === 'systemAdministrator')) return;
  if (role === 'officeClerk' || ADMINISTRATORS.includes(role)) throw new AppError('grants.beyond-own');
}

const sameAs = (wanted: Proposal) => (grant: GrantRow) =>
  grant.role === wanted.role &&
  grant.organizationId === wanted.organizationId &&
  grant.assessmentId === wanted.assessmentId &&
  (grant.validTo === null || grant.validTo >= wanted.validFrom) &&
  (wanted.validTo === null || grant.validFrom <= wanted.validTo);

const titleOf = (verb: string, role: Role, name: string): string => `${verb}：${name}，${ROLES[role]}`;

/** 提出授权: asks for a role for somebody else; it counts only after somebody else approved it. */
export async function propose(db: Db, { actor, recorder, now, today }: Acting, wanted: Proposal): Promise<string> {
  if (wanted.validTo !== null && wanted.validTo < wanted.validFrom) throw new AppError('grants.wrong-dates');
  const account = await findAccount(db, wanted.accountId);
  if (!account || account.disabled) throw new AppError('accounts.not-found');
  if (wanted.accountId === actor.accountId) throw new AppError('grants.own-grant');
  refuseBeyondOwn(wanted, actor);
  const open = await refuseExcluded(db, wanted, today);
  if (open.some(sameAs(wanted))) throw new AppError('grants.duplicate');
  const id = newId();
  const nobody = { decidedBy: null, decidedAt: null, decisionReason: null };
  await insertGrant(db, { id, ...wanted, state: 'proposed', proposedBy: actor.accountId, proposedAt: now, ...nobody });
  const { reason, ...detail } = wanted;
  const title = titleOf('提出授权', wanted.role, account.displayName);
  await recordAudit(db, recorder, { kind: 'grants.propose', title, targetId: id, reason, detail });
  return id;
}

async function lockProposed(db: Db, id: string): Promise<GrantRow> {
  const row = await lockGrant(db, id);
  if (!row) throw new AppError('grants.not-found');
  if (row.state !== 'proposed') throw new AppError('grants.not-proposed', { state: row.state });
  return row;
}

async function decide(
  db: Db,
  { actor, recorder, now }: Acting,
  row: GrantRow,
  state: 'approved' | 'refused' | 'revoked',
  reason: string,
): Promise<void> {
  await decideGrant(db, row.id, { state, decidedBy: actor.accountId, decidedAt: now, decisionReason: reason });
  const name = (await accountNames(db, [row.accountId])).get(row.accountId) ?? '';
  const [verb, word] = {
    approved: ['approve', '批准授权'],
    refused: ['refuse', '不批准授权'],
    revoked: ['revoke', '撤销授权'],
  }[state] as [string, string];
  const detail = { accountId: row.accountId, role: row.role, organizationId: row.organizationId };
  await recordAudit(db, recorder, {
    kind: `grants.${verb}`,
    title: titleOf(word, row.role, name),
    targetId: row.id,
    reason,
    detail,
  });
}

/** 批准授权: by somebody who neither proposed it nor receives it. */
export async function approve(db: Db, acting: Acting, id: string, reason: string): Promise<void> {
  const row = await lockProposed(db, id);
  if (row.proposedBy === acting.actor.accountId) throw new AppError('grants.own-proposal');
  if (row.accountId === acting.actor.accountId) throw new AppError('grants.own-grant');
  await refuseExcluded(db, row, acting.today, id);
  await decide(db, acting, row, 'approved', reason);
}

export async function refuse(db: Db, acting: Acting, id: string, reason: string): Promise<void> {
  await decide(db, acting, await lockProposed(db, id), 'refused', reason);
}

/** 撤销授权; the last administrator of a kind stays, or nobody could ever grant anything again. */
export async function revoke(db: Db, acting: Acting, id: string, reason: string): Promise<void> {
  const row = await lockGrant(db, id);
  if (!row) throw new AppError('grants.not-found');
  if (row.state !== 'approved') throw new AppError('grants.not-active', { state: row.state });
  await lockGrantsOf(db, row.role);
  if (ADMINISTRATORS.includes(row.role) && (await countActive(db, row.role, acting.today)) <= 1) {
    throw new AppError('grants.last-administrator');
  }
  await decide(db, acting, row, 'revoked', reason);
}
