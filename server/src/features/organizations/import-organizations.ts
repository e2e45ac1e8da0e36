import type { Diagnostic } from '@zhunsheng/core/values';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { type Progress, unwatched } from '../jobs/index.ts';
import { openingRows } from './change-organization.ts';
import { type Existing, type ImportedRow, inOrder, problem, readImport } from './import-rows.ts';
import { initialsOf } from './initials.ts';
import {
  insertEvents,
  insertOrganizations,
  latestMemberships,
  listAll,
  putMemberships,
  updateOrganization,
} from './organizations.store.ts';
import type { OrganizationRow } from './organizations.tables.ts';

/** A body that is there already keeps its name and place by import; those change with a date and a reason only. */
function compareExisting(entry: ImportedRow, body: OrganizationRow, existing: Existing, found: Diagnostic[]): void {
  if (body.closedOn !== null) found.push(problem(entry.row, 'code', 'closed', `编号“${entry.code}”的单位已经撤销。`));
  if (entry.name !== body.name) {
    found.push(
      problem(
        entry.row,
        'name',
        'renamed',
        `该编号的单位现名“${body.name}”，与文件不同。`,
        '更名请在单位页面办理，须写明日期和理由。',
      ),
    );
  }
  const parent = entry.parentCode === null ? existing.root.id : existing.byCode.get(entry.parentCode)?.id;
  if (body.parentId !== null && body.parentId !== parent) {
    found.push(
      problem(
        entry.row,
        'parentCode',
        'moved',
        '上级单位与现在的不同。',
        '变更上级请在单位页面办理，须写明日期和理由。',
      ),
    );
  }
}

const DETAILS = ['shortName', 'kind', 'creditCode', 'divisionCode'] as const;

type Opening = ReturnType<typeof openingRows>;

/** What an import would do. */
export interface ImportPlan {
  readonly diagnostics: readonly Diagnostic[];
  readonly opened: readonly Opening[];
  readonly changed: readonly { readonly body: OrganizationRow; readonly entry: ImportedRow }[];
  readonly unchanged: number;
}

function differs(entry: ImportedRow, body: OrganizationRow, { memberships }: Existing): boolean {
  const own = memberships.get(body.id);
  const group = entry.group !== null && (entry.group !== own?.group || entry.class !== (own?.class ?? null));
  return group || DETAILS.some((key) => entry[key] !== null && entry[key] !== body[key]);
}

async function loadExisting(db: Db): Promise<Existing> {
  const all = await listAll(db);
  const root = all.find((row) => row.parentId === null);
  if (!root) throw new Error('an authority without a root');
  const memberships = new Map((await latestMemberships(db)).map((row) => [row.organizationId, row]));
  return { byCode: new Map(all.map((row) => [row.code, row])), root, memberships };
}

/** Reads a workbook and says what importing it would do; nothing is written. The number of queries is constant. */
export async function planImport(db: Db, file: Buffer, openedOn: string): Promise<ImportPlan> {
  const found: Diagnostic[] = [];
  const rows = readImport(file, found);
  const existing = await loadExisting(db);
  const opened = new Map<string, Opening>();
  const changed: { body: OrganizationRow; entry: ImportedRow }[] = [];
  let unchanged = 0;
  const aboveOf = (code: string | null) =>
    (code === null ? undefined : (opened.get(code)?.row ?? existing.byCode.get(code))) ?? existing.root;
  for (const entry of inOrder(rows, existing, found)) {
    const body = existing.byCode.get(entry.code);
    if (!body) {
      const { row: _, parentCode, ...fields } = entry;
      opened.set(
        entry.code,
        openingRows(aboveOf(parentCode), { ...fields, happenedOn: openedOn, reason: '从文件导入' }),
      );
      continue;
    }
    compareExisting(entry, body, existing, found);
    if (differs(entry, body, existing)) changed.push({ body, entry });
    else unchanged += 1;
  }
  return { diagnostics: found, opened: [...opened.values()], changed, unchanged };
}

async function applyChange(db: Db, { body, entry }: ImportPlan['changed'][number], day: string): Promise<void> {
  const kept = DETAILS.map((key) => [key, entry[key] ?? body[key]]);
  const initials = initialsOf(`${body.name}${entry.shortName ?? body.shortName ?? ''}`);
  const changes = { ...Object.fromEntries(kept), initials };
  if (!(await updateOrganization(db, body.id, body.version, changes))) throw new AppError('organizations.stale');
  if (entry.group === null) return;
  await putMemberships(db, [{ organizationId: body.id, validFrom: day, group: entry.group, class: entry.class }]);
}

/** Bodies that are opened between two looks at whether to go on. */
const PART = 1_000;

async function applyOpenings(db: Db, opened: readonly Opening[], tell: (done: number) => Promise<void>): Promise<void> {
  for (let at = 0; at < opened.length; at += PART) {
    const part = opened.slice(at, at + PART);
    await tell(at);
    const rows = part.map(({ row }) => row);
    await insertOrganizations(db, rows);
    const memberships = part.flatMap(({ membership }) => membership);
    await putMemberships(db, memberships);
    const openings = part.map(({ event }) => event);
    await insertEvents(db, openings);
  }
}

/** Does what a plan without errors says, whole or not at all. */
export async function applyImport(
  db: Db,
  recorder: Recorder,
  plan: ImportPlan,
  day: string,
  progress: Progress = unwatched,
): Promise<void> {
  const total = plan.opened.length + plan.changed.length;
  await applyOpenings(db, plan.opened, (done) => progress(done, total));
  for (const [place, change] of plan.changed.entries()) {
    await progress(plan.opened.length + place, total);
    await applyChange(db, change, day);
  }
  const events = plan.opened.map(({ row }) => ({
    kind: 'organizations.open',
    title: `设立单位：${row.name}`,
    targetId: row.id,
    detail: { code: row.code, parentId: row.parentId },
  }));
  const detail = {
    opened: plan.opened.length,
    changed: plan.changed.map(({ body }) => body.code),
    unchanged: plan.unchanged,
  };
  await recordAudit(db, recorder, { kind: 'organizations.importXlsx', title: '从文件导入单位', detail }, ...events);
}
