import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import { listPeople } from './accounts.service.ts';

/** More people than any authority has. */
const ALL = 100_000;
const HEADINGS = ['用户名', '姓名', '单位', '统一认证标识', '状态', '第二步验证', '最近登录'];

/** Accounts as a workbook, without anything that helps to sign in. */
export async function exportAccounts(db: Db, search: string | undefined) {
  const { entries } = await listPeople(db, search, 'userName', 1, ALL);
  const rows = entries.map((account) => [
    account.userName,
    account.displayName,
    account.organizationName ?? '',
    account.externalName ?? '',
    account.disabled ? '已停用' : '可用',
    account.twoFactor ? '已启用' : '未启用',
    account.lastSignInAt ?? '',
  ]);
  const content = Buffer.from(await writeResultsXlsx([{ title: '账号', headings: HEADINGS, rows }]));
  return { name: '账号.xlsx', type: XLSX, content };
}
