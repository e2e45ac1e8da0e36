import { accounts } from '@zhunsheng/contract/accounts';
import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import type { Handlers } from '../../http/context.ts';
import { receiveJobFile, startJob } from '../jobs/index.ts';
import { takeSlips } from './account-jobs.ts';
import { changeAccount, createAccount, getAccount, listPeople, resetPassword } from './accounts.service.ts';
import { exportAccounts } from './export-accounts.ts';
import { ACCOUNT_COLUMNS, importAccounts } from './import-accounts.ts';
import { changeOwnPassword, disableTwoFactor, enableTwoFactor, prepareTwoFactor } from './own-account.ts';

const done = { done: true } as const;

export const accountsRoutes: Handlers<typeof accounts> = {
  list: ({ db }, { search, sort, page, pageSize }) => listPeople(db, search, sort, page, pageSize),

  get: ({ db }, { accountId }) => getAccount(db, accountId),

  create: ({ db, recorder }, person) => createAccount(db, recorder, person),

  async update({ db, recorder }, { accountId, version, ...change }) {
    await changeAccount(db, recorder, accountId, version, change);
    return getAccount(db, accountId);
  },

  resetPassword: ({ db, recorder, platform }, { accountId, reason }) =>
    resetPassword(db, recorder, accountId, reason, platform.now()),

  exportXlsx: ({ db }, { search }) => exportAccounts(db, search),

  async templateXlsx() {
    const table = { title: '账号', headings: ACCOUNT_COLUMNS.map(({ title }) => title), rows: [] };
    return { name: '账号导入模板.xlsx', type: XLSX, content: Buffer.from(await writeResultsXlsx([table])) };
  },

  async importXlsx({ db, recorder, file }, { dryRun }) {
    const { diagnostics, ...rest } = await importAccounts(db, recorder, file, dryRun);
    return { ...rest, diagnostics: [...diagnostics] as never };
  },

  startImport: (context, { name }) => {
    const { maxBytes } = accounts.startImport.upload;
    const job = { kind: 'accounts.import', title: `批量创建账号：${name}`, audit: 'accounts.startImport' };
    return receiveJobFile(context, name, maxBytes, (context, fileId) =>
      startJob(context, { ...job, permission: 'accounts.manage', input: {}, fileId }),
    );
  },

  takeSlips: (context, { jobId }) => takeSlips(context, jobId),

  async changePassword({ db, recorder, actor, platform }, passwords) {
    await changeOwnPassword(db, recorder, actor.sessionId, passwords, platform.now());
    return done;
  },

  prepareTwoFactor: ({ db, recorder, platform }) => prepareTwoFactor(db, recorder, platform.secret),

  async enableTwoFactor({ db, recorder, platform }, { code }) {
    return { recoveryCodes: await enableTwoFactor(db, recorder, platform.secret, code, platform.now()) };
  },

  async disableTwoFactor({ db, recorder }, { password }) {
    await disableTwoFactor(db, recorder, password);
    return done;
  },
};
