import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '@zhunsheng/contract';
import { inTenant } from '../../database/in-tenant.ts';
import { newId } from '../../database/new-id.ts';
import type { AnyDb, Db } from '../../database/tables.ts';
import { AppError, InputError } from '../../http/app-error.ts';
import { createAccount } from '../accounts/index.ts';
import { PLATFORM, recordAudit } from '../audit/index.ts';
import { insertAuthority, listAuthorities } from '../authorities/index.ts';
import { grantAtStart } from '../grants/index.ts';
import { openRoot } from '../organizations/index.ts';
import { insertLink, useLink } from './bootstrap.store.ts';

const VALID_MS = 24 * 60 * 60_000;
const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A one-time link (初始化链接) for whoever has the server's terminal; its token is kept as a digest only. */
export async function createBootstrapToken(db: AnyDb, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await insertLink(db, digestOf(token), new Date(now.getTime() + VALID_MS));
  return token;
}

export interface Person {
  readonly userName: string;
  readonly displayName: string;
}

export interface Start {
  readonly token: string;
  readonly code: string;
  readonly name: string;
  readonly administrators: { readonly system: Person; readonly security: Person; readonly audit: Person };
}

const ROLES: readonly (readonly [keyof Start['administrators'], Role])[] = [
  ['system', 'systemAdministrator'],
  ['security', 'securityAdministrator'],
  ['audit', 'auditAdministrator'],
];

async function createAdministrators(db: Db, { administrators }: Start, organizationId: string, day: string, now: Date) {
  const slips = [];
  for (const [kind, role] of ROLES) {
    const person = { ...administrators[kind], organizationId: null, externalName: null };
    const { account, slip } = await createAccount(db, PLATFORM, person);
    await grantAtStart(db, { accountId: account.accountId, role, organizationId, day }, now);
    slips.push(slip);
  }
  return slips;
}

/** Makes an authority, the root of its tree and its three administrators, all at once; the link is used up by it. */
export async function start(db: AnyDb, wanted: Start, day: string, now: Date) {
  const names = Object.values(wanted.administrators).map((person) => person.userName.toLowerCase());
  if (new Set(names).size !== names.length) {
    throw new InputError([{ field: 'administrators', message: '三名管理员须为三个不同的账号' }]);
  }
  if ((await listAuthorities(db)).some((authority) => authority.code === wanted.code)) {
    throw new InputError([{ field: 'code', message: '已有使用这个代码的考核机关' }]);
  }
  const authorityId = newId();
  return inTenant(db, authorityId, async (tenant) => {
    if (!(await useLink(tenant, digestOf(wanted.token), now))) throw new AppError('bootstrap.refused');
    await insertAuthority(tenant, wanted.code, wanted.name);
    const detail = { code: wanted.code, name: wanted.name };
    await recordAudit(tenant, PLATFORM, {
      kind: 'bootstrap.use',
      title: `初始化：${wanted.name}`,
      targetId: authorityId,
      detail,
    });
    const root = await openRoot(tenant, PLATFORM, wanted.code, wanted.name, day);
    return { authorityId, slips: await createAdministrators(tenant, wanted, root, day, now) };
  });
}
