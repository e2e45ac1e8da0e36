/**
 * Grants (授权): which account holds which role over which subtree, and for which assessment. Proposed by one person,
 * approved by another, on the record. Sessions stand on it.
 */
import type { Role } from '@zhunsheng/contract';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import type { ActorGrant } from '../../http/actor.ts';
import { organizationsById } from '../organizations/index.ts';
import { activeGrants, countDecidable, insertGrant } from './grants.store.ts';

export { grantsRoutes } from './grants.routes.ts';
export { countDecidable };

/** The grants of an account that count on a day, with the paths and names of their bodies. */
export async function grantsOf(db: Db, accountId: string, day: string): Promise<ActorGrant[]> {
  const rows = await activeGrants(db, accountId, day);
  const bodies = await organizationsById(
    db,
    rows.map((row) => row.organizationId),
  );
  return rows.map((row) => {
    const body = bodies.get(row.organizationId);
    return { ...row, organizationPath: body?.path ?? '', organizationName: body?.name ?? '' };
  });
}

/** A grant that needs nobody's approval: the three administrators that the bootstrap link makes. */
export async function grantAtStart(
  db: Db,
  { accountId, role, organizationId, day }: { accountId: string; role: Role; organizationId: string; day: string },
  now: Date,
): Promise<void> {
  const decided = { state: 'approved' as const, proposedBy: null, proposedAt: now, decidedBy: null, decidedAt: now };
  const dates = { validFrom: day, validTo: null, assessmentId: null };
  await insertGrant(db, {
    id: newId(),
    accountId,
    role,
    organizationId,
    ...dates,
    reason: '初始化',
    decisionReason: null,
    ...decided,
  });
}
