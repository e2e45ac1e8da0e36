import { PERMISSIONS, type Permission } from '@zhunsheng/contract';
import type { Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { reachOf } from '../../http/policy.ts';
import { listAuthorities } from '../authorities/index.ts';

/** Who is signed in, as the screens need it: name, roles, what may be done, and what is still to be done first. */
export async function meOf(db: Db, actor: Actor) {
  const authority = (await listAuthorities(db)).find((own) => own.authorityId === actor.authorityId);
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return {
    accountId: actor.accountId,
    userName: actor.userName,
    displayName: actor.displayName,
    authority: { authorityId: actor.authorityId, code: authority?.code ?? '', name: authority?.name ?? '' },
    csrfToken: actor.csrfToken,
    step: actor.step,
    twoFactor: actor.twoFactor,
    grants: actor.grants.map(({ organizationPath: _, ...grant }) => grant),
    permissions: permissions.filter((permission) => reachOf(actor, permission).paths.length > 0),
    idleUntil: actor.idleUntil.toISOString(),
    expiresAt: actor.expiresAt.toISOString(),
  };
}
