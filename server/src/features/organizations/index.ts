/**
 * Organizations (单位): the tree of bodies with dated groups and classes, people and history. The exemplary slice: routes
 * call one service function, services decide and record, stores hold the SQL, this door is what other features may use.
 */
import type { Db } from '../../database/tables.ts';
import { findPaths, listAll } from './organizations.store.ts';

export { openOrganization, openRoot } from './change-organization.ts';
export { organizationJobs } from './organization-jobs.ts';
export { organizationsRoutes } from './organizations.routes.ts';

/** The path of a body; `undefined` where there is none in this authority. */
export const locateOrganization = async (db: Db, organizationId: string): Promise<string | undefined> =>
  (await findPaths(db, [organizationId]))[0]?.path;

/** Paths and names of bodies, in one query. */
export const organizationsById = async (db: Db, ids: readonly string[]) =>
  new Map((await findPaths(db, [...new Set(ids)])).map((body) => [body.id, body]));

/** Open bodies by code, for imports that name them so. */
export const organizationsByCode = async (db: Db) =>
  new Map((await listAll(db)).filter((row) => row.closedOn === null).map((row) => [row.code, row.id]));

/** Open bodies by code and, where one body alone bears it, by name. */
export async function organizationsByName(db: Db) {
  const open = (await listAll(db)).filter((row) => row.closedOn === null);
  const byName = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, name } of open) {
    if (byName.has(name)) shared.add(name);
    byName.set(name, id);
  }
  for (const name of shared) byName.delete(name);
  const rootId = open.find((row) => row.parentId === null)?.id ?? '';
  return { byCode: new Map(open.map((row) => [row.code, row.id])), byName, rootId };
}
