import { accounts } from '@zhunsheng/contract/accounts';
import { type Diagnostic, hasErrors } from '@zhunsheng/core/values';
import { type ColumnSpec, type KeyedRow, readTable } from '@zhunsheng/documents';
import { describeIssues } from '../../config/describe-issues.ts';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { type Progress, unwatched } from '../jobs/index.ts';
import { organizationsByCode } from '../organizations/index.ts';
import type { Person } from './accounts.service.ts';
import { insertAccounts, listUserNames } from './accounts.store.ts';
import { hashPassword } from './password-hash.ts';
import { initialPassword } from './password-policy.ts';

export const ACCOUNT_COLUMNS: readonly ColumnSpec[] = [
  { key: 'userName', title: '用户名', aliases: ['账号', '登录名'], required: true },
  { key: 'displayName', title: '姓名', required: true },
  { key: 'organizationCode', title: '单位编号', aliases: ['单位代码'] },
  { key: 'externalName', title: '统一认证标识' },
];

/** Each password costs a tenth of a second, and a list this long is a day's work to hand out. */
const MAX_ROWS = 500;
const HASHED_AT_ONCE = 4;
const FIELDS: Record<string, string> = { userName: '用户名', displayName: '姓名', externalName: '统一认证标识' };
const rowShape = accounts.create.input.omit({ organizationId: true });

const wrong = (row: KeyedRow, key: string, code: string, message: string): Diagnostic => ({
  code: `accounts.${code}`,
  severity: 'error',
  message,
  place: row.place(key),
});

interface Known {
  readonly names: Set<string>;
  readonly organizations: ReadonlyMap<string, string>;
}

function readPerson(row: KeyedRow, known: Known, found: Diagnostic[]): Person | undefined {
  const { userName = '', displayName, externalName, organizationCode = '' } = row.cells;
  const parsed = rowShape.safeParse(
    {
      userName: userName.normalize('NFKC'),
      displayName,
      externalName: externalName || null,
    },
    { reportInput: true },
  );
  if (!parsed.success) {
    for (const { field, message } of describeIssues(parsed.error)) {
      found.push(wrong(row, field, 'wrong-cell', `${FIELDS[field] ?? field}：${message}。`));
    }
    return undefined;
  }
  const person = parsed.data;
  const organizationId = organizationCode === '' ? null : known.organizations.get(organizationCode.normalize('NFKC'));
  if (organizationId === undefined) {
    found.push(wrong(row, 'organizationCode', 'no-organization', `没有编号为“${organizationCode}”的单位。`));
  }
  if (known.names.has(person.userName)) {
    found.push(wrong(row, 'userName', 'name-taken', `用户名“${person.userName}”已经有人使用，或者在文件中重复。`));
  }
  known.names.add(person.userName);
  return { ...person, organizationId: organizationId ?? null };
}

async function readPeople(db: Db, file: Buffer): Promise<{ people: Person[]; diagnostics: Diagnostic[] }> {
  const { rows, diagnostics } = readTable('账号.xlsx', file, ACCOUNT_COLUMNS, MAX_ROWS);
  const found: Diagnostic[] = [...diagnostics];
  const known: Known = {
    names: new Set((await listUserNames(db)).map((row) => row.userName)),
    organizations: await organizationsByCode(db),
  };
  const people = rows.map((row) => readPerson(row, known, found)).filter((person) => person !== undefined);
  if (people.length === 0 && found.length === 0) {
    found.push({ code: 'accounts.empty', severity: 'error', message: '文件中没有账号。', place: {} });
  }
  return { people, diagnostics: found };
}

/** Creates many accounts at once, all or none, and gives their slips; a dry run only looks. */
export async function importAccounts(
  db: Db,
  recorder: Recorder,
  file: Buffer,
  dryRun: boolean,
  progress: Progress = unwatched,
) {
  const { people, diagnostics } = await readPeople(db, file);
  if (dryRun) return { created: people.length, slips: [], diagnostics };
  if (hasErrors(diagnostics)) throw new AppError('accounts.bad-workbook', { diagnostics });
  const slips = people.map(({ userName, displayName }) => ({
    userName,
    displayName,
    password: initialPassword(userName),
  }));
  const hashes: string[] = [];
  for (let at = 0; at < slips.length; at += HASHED_AT_ONCE) {
    await progress(at, slips.length);
    const part = slips.slice(at, at + HASHED_AT_ONCE);
    hashes.push(...(await Promise.all(part.map((slip) => hashPassword(slip.password)))));
  }
  const rows = people.map((person, at) => ({ id: newId(), ...person, passwordHash: hashes[at]! }));
  await insertAccounts(db, rows);
  const events = rows.map(({ id, passwordHash: _, ...person }) => ({
    kind: 'accounts.create',
    title: `创建账号：${person.displayName}`,
    targetId: id,
    detail: person,
  }));
  await recordAudit(db, recorder, { kind: 'accounts.importXlsx', title: `批量创建${rows.length}个账号` }, ...events);
  return { created: rows.length, slips, diagnostics };
}
