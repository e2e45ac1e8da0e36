import { GRANT_STATES, type GrantState, ROLES } from '@zhunsheng/contract';
import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { findGrants } from './grants.service.ts';

/** More grants than any authority makes. */
const ALL = 100_000;
const HEADINGS = ['人员', '角色', '范围', '开始', '结束', '状态', '理由', '提出人', '提出时间', '办理人', '办理时间'];
/** Grants as a workbook, newest first. */
export async function exportGrants(db: Db, actor: Actor, state: GrantState | undefined) {
  const { entries } = await findGrants(db, actor, { state }, '-proposedAt', 1, ALL);
  const rows = entries.map((grant) => [
    grant.accountName,
    ROLES[grant.role],
    grant.organizationName,
    grant.validFrom,
    grant.validTo ?? '',
    GRANT_STATES[grant.state],
    grant.reason,
    grant.proposedBy,
    grant.proposedAt,
    grant.decidedBy ?? '',
    grant.decidedAt ?? '',
  ]);
  const content = Buffer.from(await writeResultsXlsx([{ title: '授权', headings: HEADINGS, rows }]));
  return { name: '授权.xlsx', type: XLSX, content };
}
