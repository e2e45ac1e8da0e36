import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { initialsOf } from './initials.ts';
import { changeable } from './organizations.service.ts';
import {
  endContact,
  findByCode,
  findOrganization,
  insertContact,
  insertEvents,
  insertOrganizations,
  lockOrganizations,
  putMemberships,
  updateOrganization,
} from './organizations.store.ts';
import type { OrganizationRow } from './organizations.tables.ts';

export interface Details {
  readonly code: string;
  readonly shortName: string | null;
  readonly kind: string | null;
  readonly creditCode: string | null;
  readonly divisionCode: string | null;
}

/** What a new body consists of. */
export interface NewOrganization extends Details {
  readonly parentId: string;
  readonly name: string;
  readonly group: string | null;
  readonly class: string | null;
  readonly happenedOn: string;
  readonly reason: string;
}

export async function lockOne(db: Db, id: string, version?: number): Promise<OrganizationRow> {
  const [row] = await lockOrganizations(db, [id]);
  return changeable(row, version);
}

export async function refuseTakenCode(db: Db, code: string, own?: string): Promise<void> {
  const found = await findByCode(db, code);
  if (found && found.id !== own) throw new AppError('organizations.code-taken', { code });
}

/** The rows of a body that opens below another. */
export function openingRows(parent: { id: string; path: string } | null, body: Omit<NewOrganization, 'parentId'>) {
  const id = newId();
  const { group, class: own, happenedOn, reason, ...fields } = body;
  const path = `${parent?.path ?? '/'}${id}/`;
  const initials = initialsOf(`${fields.name}${fields.shortName ?? ''}`);
  const row = {
    id,
    parentId: parent?.id ?? null,
    path,
    ...fields,
    initials,
    openedOn: happenedOn,
    closedOn: null,
    version: 1,
  };
  const membership = group === null ? [] : [{ organizationId: id, validFrom: happenedOn, group, class: own }];
  const description = `设立“${fields.name}”`;
  const event = {
    id: newId(),
    organizationId: id,
    kind: 'open' as const,
    happenedOn,
    reason,
    description,
    otherIds: [],
  };
  return { row, membership, event };
}

/** 新设: a body opens below another one. */
export async function openOrganization(db: Db, recorder: Recorder, body: NewOrganization): Promise<string> {
  const { parentId, ...rest } = body;
  const parent = changeable(await findOrganization(db, parentId));
  await refuseTakenCode(db, body.code);
  const { row, membership, event } = openingRows(parent, rest);
  await insertOrganizations(db, [row]);
  await putMemberships(db, membership);
  await insertEvents(db, [event]);
  const { reason, ...detail } = body;
  await recordAudit(db, recorder, {
    kind: 'organizations.open',
    title: `设立单位：${body.name}`,
    targetId: row.id,
    reason,
    detail,
  });
  return row.id;
}

/** The top of the tree: the authority itself. */
export async function openRoot(db: Db, recorder: Recorder, code: string, name: string, day: string): Promise<string> {
  const none = { shortName: null, kind: null, creditCode: null, divisionCode: null, group: null, class: null };
  const { row, event } = openingRows(null, { code, name, ...none, happenedOn: day, reason: '初始化' });
  await insertOrganizations(db, [row]);
  await insertEvents(db, [event]);
  await recordAudit(db, recorder, {
    kind: 'organizations.open',
    title: `设立单位：${name}`,
    targetId: row.id,
    detail: { code, name },
  });
  return row.id;
}

const changedFields = (before: OrganizationRow, after: Details) =>
  Object.fromEntries(
    Object.entries(after)
      .filter(([key, value]) => before[key as keyof Details] !== value)
      .map(([key, value]) => [key, { before: before[key as keyof Details], after: value }]),
  );

/** Corrects what is known of a body; its name changes by renaming only, which has a date and a reason. */
export async function updateDetails(
  db: Db,
  recorder: Recorder,
  id: string,
  version: number,
  details: Details,
): Promise<void> {
  const before = await lockOne(db, id, version);
  await refuseTakenCode(db, details.code, id);
  const initials = initialsOf(`${before.name}${details.shortName ?? ''}`);
  await updateOrganization(db, id, version, { ...details, initials });
  const detail = changedFields(before, details);
  await recordAudit(db, recorder, {
    kind: 'organizations.update',
    title: `修改单位：${before.name}`,
    targetId: id,
    detail,
  });
}

export interface Classification {
  readonly group: string;
  readonly class: string | null;
  readonly validFrom: string;
  readonly reason: string;
}

/** Group and class (分组与等级) from a day on; the earlier ones stay for the days before. */
export async function classify(
  db: Db,
  recorder: Recorder,
  id: string,
  version: number,
  to: Classification,
): Promise<void> {
  const before = await lockOne(db, id, version);
  const { reason, ...membership } = to;
  await putMemberships(db, [{ organizationId: id, ...membership }]);
  await updateOrganization(db, id, version, {});
  const title = `变更分组与等级：${before.name}`;
  await recordAudit(db, recorder, { kind: 'organizations.classify', title, targetId: id, reason, detail: membership });
}

export interface NewContact {
  readonly kind: 'leader' | 'liaison';
  readonly name: string;
  readonly title: string | null;
  readonly phone: string | null;
  readonly accountId: string | null;
  readonly validFrom: string;
}

export async function appoint(db: Db, recorder: Recorder, organizationId: string, contact: NewContact): Promise<void> {
  const body = await lockOne(db, organizationId);
  if (!(await insertContact(db, { id: newId(), organizationId, ...contact, validTo: null }))) {
    throw new AppError('accounts.not-found');
  }
  const { phone: _, ...detail } = contact;
  const title = `登记${contact.kind === 'leader' ? '领导' : '联络员'}：${body.name}`;
  await recordAudit(db, recorder, { kind: 'organizations.appoint', title, targetId: organizationId, detail });
}

export async function dismiss(db: Db, recorder: Recorder, organizationId: string, contactId: string, validTo: string) {
  if (!(await endContact(db, organizationId, contactId, validTo))) throw new AppError('organizations.wrong-dates');
  const detail = { contactId, validTo };
  await recordAudit(db, recorder, {
    kind: 'organizations.dismiss',
    title: '结束任期',
    targetId: organizationId,
    detail,
  });
}
