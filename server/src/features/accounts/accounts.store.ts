import { literally } from '../../database/literally.ts';
import { orderOf } from '../../database/order-of.ts';
import { prepared } from '../../database/prepared.ts';
import type { Db } from '../../database/tables.ts';
import type { AccountRow } from './accounts.tables.ts';
import './accounts.tables.ts';

const byId = prepared((db, id: string) => db.selectFrom('accounts').selectAll().where('id', '=', id));

export const findAccount = async (db: Db, id: string) => (await byId(db, id))[0];

export const lockAccount = (db: Db, id: string) =>
  db.selectFrom('accounts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const findByUserName = (db: Db, userName: string) =>
  db.selectFrom('accounts').selectAll().where('userName', '=', userName).executeTakeFirst();

export const findByExternalName = (db: Db, externalName: string) =>
  db.selectFrom('accounts').selectAll().where('externalName', '=', externalName).executeTakeFirst();

export const listUserNames = (db: Db) => db.selectFrom('accounts').select('userName').execute();

export const findNames = (db: Db, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('accounts')
        .select(['id', 'displayName', 'userName'])
        .where('id', 'in', [...ids])
        .execute();

const matching = (db: Db, search: string | undefined) => {
  const text = `%${literally(search ?? '')}%`;
  return db
    .selectFrom('accounts')
    .$if(search !== undefined, (q) =>
      q.where((eb) => eb.or([eb('userName', 'like', text), eb('displayName', 'like', text)])),
    );
};

type SortColumn = 'userName' | 'displayName' | 'lastSignInAt';
export type Sort = SortColumn | `-${SortColumn}`;

export async function listAccounts(db: Db, search: string | undefined, sort: Sort, page: number, pageSize: number) {
  const [column, direction] = orderOf(sort);
  const rows = await matching(db, search)
    .selectAll()
    .orderBy(column, (order) => (direction === 'asc' ? order.asc().nullsLast() : order.desc().nullsLast()))
    .orderBy('id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const all = await matching(db, search)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return { total: all?.count ?? 0, rows };
}

export type NewAccount = Pick<
  AccountRow,
  'id' | 'userName' | 'displayName' | 'organizationId' | 'externalName' | 'passwordHash'
>;

export async function insertAccounts(db: Db, accounts: readonly NewAccount[]): Promise<void> {
  const { authorityId } = db;
  for (let at = 0; at < accounts.length; at += 1_000) {
    const rows = accounts.slice(at, at + 1_000).map((account) => ({
      authorityId,
      ...account,
      mustChangePassword: true,
      disabled: false,
      twoFactor: false,
      twoFactorStep: 0,
      version: 1,
    }));
    await db.insertInto('accounts').values(rows).execute();
  }
}

export async function updateAccount(
  db: Db,
  id: string,
  changes: Partial<Omit<AccountRow, 'authorityId' | 'id'>>,
): Promise<void> {
  await db.updateTable('accounts').set(changes).where('id', '=', id).execute();
}

/** Accounts that could sign in and never did. */
export const countNeverSignedIn = async (db: Db): Promise<number> => {
  const found = await db
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('lastSignInAt', 'is', null)
    .where('disabled', '=', false)
    .executeTakeFirst();
  return found?.count ?? 0;
};

export const earlierPasswords = (db: Db, accountId: string, limit: number) =>
  db
    .selectFrom('accountPasswords')
    .select('hash')
    .where('accountId', '=', accountId)
    .orderBy('setAt', 'desc')
    .limit(limit)
    .execute();

export async function rememberPassword(db: Db, accountId: string, hash: string, setAt: Date): Promise<void> {
  await db.insertInto('accountPasswords').values({ authorityId: db.authorityId, accountId, hash, setAt }).execute();
}

export async function replaceRecoveryCodes(db: Db, accountId: string, digests: readonly string[]): Promise<void> {
  const { authorityId } = db;
  await db.deleteFrom('accountRecoveryCodes').where('accountId', '=', accountId).execute();
  if (digests.length === 0) return;
  const rows = digests.map((digest) => ({ authorityId, accountId, digest }));
  await db.insertInto('accountRecoveryCodes').values(rows).execute();
}

/** Takes a recovery code away; true when it was there. */
export async function useRecoveryCode(db: Db, accountId: string, digest: string): Promise<boolean> {
  const used = await db
    .deleteFrom('accountRecoveryCodes')
    .where('accountId', '=', accountId)
    .where('digest', '=', digest)
    .executeTakeFirst();
  return used.numDeletedRows === 1n;
}
