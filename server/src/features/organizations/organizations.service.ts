import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { checkCodes } from './organization-codes.ts';
import { findOrganization, findPaths, listContacts, listEvents, listMemberships } from './organizations.store.ts';
import type { EventRow, OrganizationRow } from './organizations.tables.ts';

export const idsOfPath = (path: string): string[] => path.split('/').filter((part) => part !== '');

async function historyOf(db: Db, rows: readonly EventRow[]) {
  const others = await findPaths(db, [...new Set(rows.flatMap((row) => row.otherIds))]);
  const names = new Map(others.map((other) => [other.id, other.name]));
  return rows.map(({ kind, happenedOn, reason, description, otherIds }) => ({
    kind,
    happenedOn,
    reason,
    description,
    others: otherIds.map((id) => ({ organizationId: id, name: names.get(id) ?? '' })),
  }));
}

const CHANGES = ['update', 'rename', 'move', 'close', 'merge', 'split'] as const;

/** What a reader may do with a body; the screen shows these and no others. */
function actionsOn({ closedOn, parentId }: OrganizationRow, mayManage: boolean): (typeof CHANGES)[number][] {
  if (!mayManage || closedOn !== null) return [];
  return parentId === null ? ['update', 'rename'] : [...CHANGES];
}

/** One body with its path, memberships, people and history (沿革). */
export async function getOrganization(db: Db, id: string, today: string, mayManage: boolean) {
  const row = await findOrganization(db, id);
  if (!row) throw new AppError('organizations.not-found');
  const memberships = await listMemberships(db, id);
  const contacts = await listContacts(db, id);
  const events = await listEvents(db, id);
  const ids = idsOfPath(row.path);
  const above = new Map((await findPaths(db, ids)).map((body) => [body.id, body.name]));
  const current = memberships.find((membership) => membership.validFrom <= today);
  const { authorityId: _, id: organizationId, path: __, initials: ___, ...fields } = row;
  return {
    organizationId,
    ...fields,
    group: current?.group ?? null,
    class: current?.class ?? null,
    path: ids.map((at) => ({ organizationId: at, name: above.get(at) ?? '' })),
    memberships,
    contacts: contacts.map(({ id: contactId, authorityId: ____, organizationId: _____, ...contact }) => ({
      contactId,
      ...contact,
    })),
    history: await historyOf(db, events),
    warnings: checkCodes(row),
    actions: actionsOn(row, mayManage),
  };
}

/** A body that may be changed: it exists, goes on, and nobody changed it since the editor looked. */
export function changeable(row: OrganizationRow | undefined, version?: number): OrganizationRow {
  if (!row) throw new AppError('organizations.not-found');
  if (row.closedOn !== null) throw new AppError('organizations.closed');
  if (version !== undefined && row.version !== version)
    throw new AppError('organizations.stale', { version: row.version });
  return row;
}
