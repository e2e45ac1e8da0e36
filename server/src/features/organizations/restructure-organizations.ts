import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { lockOne, openingRows, refuseTakenCode } from './change-organization.ts';
import { initialsOf } from './initials.ts';
import { changeable } from './organizations.service.ts';
import {
  hasOpenChildren,
  insertEvents,
  insertOrganizations,
  listEvents,
  listMemberships,
  lockOrganizations,
  moveChildren,
  movePaths,
  putMemberships,
  updateOrganization,
} from './organizations.store.ts';
import type { OrganizationEventKind, OrganizationRow } from './organizations.tables.ts';

/** When and why something happened to a body. */
export interface Dated {
  readonly happenedOn: string;
  readonly reason: string;
}

/** The history of a body runs forward: nothing happens before what already happened. */
async function refuseEarlier(db: Db, body: OrganizationRow, day: string): Promise<void> {
  const last = (await listEvents(db, body.id)).at(-1)?.happenedOn ?? body.openedOn;
  if (day < last || day < body.openedOn) throw new AppError('organizations.wrong-dates', { earliest: last });
}

function refuseRoot(body: OrganizationRow): void {
  if (body.parentId === null) throw new AppError('organizations.root');
}

type Told = { readonly kind: OrganizationEventKind; readonly description: string; readonly otherIds?: string[] };

const eventOf = (organizationId: string, { happenedOn, reason }: Dated, { otherIds = [], ...told }: Told) => ({
  id: newId(),
  organizationId,
  happenedOn,
  reason,
  otherIds,
  ...told,
});

async function told(db: Db, recorder: Recorder, body: OrganizationRow, dated: Dated, event: Told): Promise<void> {
  await insertEvents(db, [eventOf(body.id, dated, event)]);
  const { kind, description, otherIds } = event;
  const detail = { happenedOn: dated.happenedOn, description, otherIds };
  const title = `${description}（${body.name}）`;
  await recordAudit(db, recorder, {
    kind: `organizations.${kind}`,
    title,
    targetId: body.id,
    reason: dated.reason,
    detail,
  });
}

/** 更名. */
export async function rename(db: Db, recorder: Recorder, id: string, version: number, name: string, dated: Dated) {
  const body = await lockOne(db, id, version);
  await refuseEarlier(db, body, dated.happenedOn);
  await updateOrganization(db, id, version, { name, initials: initialsOf(`${name}${body.shortName ?? ''}`) });
  await told(db, recorder, body, dated, { kind: 'rename', description: `由“${body.name}”更名为“${name}”` });
}

/** 变更上级: a body goes below another one, with everything below itself. */
export async function move(db: Db, recorder: Recorder, id: string, version: number, parentId: string, dated: Dated) {
  const rows = new Map((await lockOrganizations(db, [id, parentId])).map((row) => [row.id, row]));
  const body = changeable(rows.get(id), version);
  const parent = changeable(rows.get(parentId));
  refuseRoot(body);
  if (parent.path.startsWith(body.path)) throw new AppError('organizations.in-own-subtree');
  await refuseEarlier(db, body, dated.happenedOn);
  await updateOrganization(db, id, version, { parentId });
  await movePaths(db, body.path, `${parent.path}${id}/`);
  const description = `划归“${parent.name}”`;
  await told(db, recorder, body, dated, { kind: 'move', description, otherIds: [parentId] });
}

async function closeBody(db: Db, body: OrganizationRow, { happenedOn }: Dated): Promise<void> {
  refuseRoot(body);
  if (await hasOpenChildren(db, body.id)) throw new AppError('organizations.has-open-children', { name: body.name });
  await refuseEarlier(db, body, happenedOn);
  await updateOrganization(db, body.id, body.version, { closedOn: happenedOn });
}

/** 撤销. */
export async function close(db: Db, recorder: Recorder, id: string, version: number, dated: Dated): Promise<void> {
  const body = await lockOne(db, id, version);
  await closeBody(db, body, dated);
  await told(db, recorder, body, dated, { kind: 'close', description: `撤销“${body.name}”` });
}

/** 合并: bodies close and go on in this one; what lay below them goes below it. */
export async function merge(
  db: Db,
  recorder: Recorder,
  id: string,
  version: number,
  merged: readonly string[],
  dated: Dated,
): Promise<void> {
  if (merged.includes(id) || new Set(merged).size !== merged.length) throw new AppError('organizations.same');
  const rows = new Map((await lockOrganizations(db, [id, ...merged])).map((row) => [row.id, row]));
  const body = changeable(rows.get(id), version);
  const others = merged.map((other) => changeable(rows.get(other)));
  await refuseEarlier(db, body, dated.happenedOn);
  for (const other of others) {
    if (body.path.startsWith(other.path)) throw new AppError('organizations.in-own-subtree');
    await moveChildren(db, other, body);
    await closeBody(db, other, dated);
    await told(db, recorder, other, dated, { kind: 'merge', description: `并入“${body.name}”`, otherIds: [id] });
  }
  await updateOrganization(db, id, version, {});
  const names = others.map((other) => `“${other.name}”`).join('、');
  await told(db, recorder, body, dated, { kind: 'merge', description: `${names}并入`, otherIds: [...merged] });
}

export interface Split {
  readonly successors: readonly { readonly code: string; readonly name: string }[];
  readonly remains: boolean;
}

/** 拆分: successors open beside the body in its group and class; the body goes on or closes. */
export async function split(
  db: Db,
  recorder: Recorder,
  id: string,
  version: number,
  { successors, remains }: Split,
  dated: Dated,
): Promise<void> {
  const body = await lockOne(db, id, version);
  refuseRoot(body);
  if (new Set(successors.map((s) => s.code)).size !== successors.length) throw new AppError('organizations.code-taken');
  for (const { code } of successors) await refuseTakenCode(db, code);
  await refuseEarlier(db, body, dated.happenedOn);
  const current = (await listMemberships(db, id)).find((membership) => membership.validFrom <= dated.happenedOn);
  const parent = { id: body.parentId!, path: body.path.slice(0, -(id.length + 1)) };
  const none = { shortName: null, kind: body.kind, creditCode: null, divisionCode: body.divisionCode };
  const group = { group: current?.group ?? null, class: current?.class ?? null };
  const opened = successors.map((successor) => openingRows(parent, { ...successor, ...none, ...group, ...dated }));
  await insertOrganizations(
    db,
    opened.map(({ row }) => row),
  );
  await putMemberships(
    db,
    opened.flatMap(({ membership }) => membership),
  );
  const newIds = opened.map(({ row }) => row.id);
  await insertEvents(
    db,
    newIds.map((newOne) =>
      eventOf(newOne, dated, { kind: 'split', description: `由“${body.name}”拆分设立`, otherIds: [id] }),
    ),
  );
  if (remains) await updateOrganization(db, id, version, {});
  else await closeBody(db, body, dated);
  const names = successors.map((successor) => `“${successor.name}”`).join('、');
  const description = remains ? `分出${names}` : `拆分为${names}后撤销`;
  await told(db, recorder, body, dated, { kind: 'split', description, otherIds: newIds });
}
