import { type Endpoint, isReading, type Permission, permits } from '@zhunsheng/contract';
import type { Actor, ActorGrant } from './actor.ts';
import { AppError } from './app-error.ts';

/** On which bodies something may be done: the paths of subtrees. Rows outside do not exist for the reader. */
export interface Reach {
  readonly paths: readonly string[];
}

/**
 * The grants that bring a permission. One that is limited to an assessment counts for that assessment, and for reading
 * what belongs to none.
 */
function holding(actor: Actor, permission: Permission, assessmentId?: string): ActorGrant[] {
  return actor.grants.filter((grant) => {
    if (!permits(grant.role, permission)) return false;
    if (grant.assessmentId === null) return true;
    return assessmentId === undefined ? isReading(permission) : grant.assessmentId === assessmentId;
  });
}

/** The subtrees on which an actor holds a permission; those that lie in another one are left out. */
export function reachOf(actor: Actor, permission: Permission, assessmentId?: string): Reach {
  const paths = [...new Set(holding(actor, permission, assessmentId).map((grant) => grant.organizationPath))];
  return { paths: paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(other))) };
}

export const covers = (reach: Reach, path: string): boolean => reach.paths.some((own) => path.startsWith(own));

const isRoot = (path: string): boolean => path.split('/').length === 3;

/** Finds the path of a body; `undefined` where there is none. */
export type Locate = (organizationId: string) => Promise<string | undefined>;

/**
 * The one place that decides whether an actor may call an endpoint with an input, and on which bodies. A body out of
 * reach is refused like one that does not exist, so that answers tell nothing about it.
 */
export async function authorize(
  actor: Actor,
  { access }: Endpoint,
  input: Readonly<Record<string, unknown>>,
  locate: Locate,
): Promise<Reach> {
  if (access.kind === 'public' || access.kind === 'session') return { paths: [] };
  const assessmentId = access.assessment === undefined ? undefined : String(input[access.assessment]);
  const reach = reachOf(actor, access.permission, assessmentId);
  if (reach.paths.length === 0) throw new AppError('permission.denied');
  if (access.kind === 'authority' && !reach.paths.some(isRoot)) throw new AppError('permission.denied');
  if (access.kind === 'organization') {
    const path = await locate(String(input[access.of]));
    if (path === undefined || !covers(reach, path)) throw new AppError('permission.denied');
  }
  return reach;
}

/** Further bodies that an input names must lie in reach too, not only the one that the endpoint is about. */
export function refuseBeyond(reach: Reach, paths: readonly (string | undefined)[]): void {
  if (paths.some((path) => path === undefined || !covers(reach, path))) throw new AppError('permission.denied');
}
