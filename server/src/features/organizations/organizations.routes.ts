import { XLSX } from '@zhunsheng/contract/file-types';
import { organizations } from '@zhunsheng/contract/organizations';
import { hasErrors } from '@zhunsheng/core/values';
import { dayIn } from '../../config/config.ts';
import { AppError } from '../../http/app-error.ts';
import type { Context, Handlers } from '../../http/context.ts';
import { covers, reachOf, refuseBeyond } from '../../http/policy.ts';
import { receiveJobFile, startJob } from '../jobs/index.ts';
import { appoint, classify, dismiss, openOrganization, updateDetails } from './change-organization.ts';
import { exportWorkbook, workbookOf } from './export-organizations.ts';
import { applyImport, planImport } from './import-organizations.ts';
import { listGroups, listOrganizations } from './list-organizations.store.ts';
import { getOrganization } from './organizations.service.ts';
import { findOrganization, findPaths } from './organizations.store.ts';
import { close, merge, move, rename, split } from './restructure-organizations.ts';

const today = ({ platform }: Context): string => dayIn(platform.config.timeZone, platform.now());

/** The body as it is now, with what this reader may do with it. */
async function view(context: Context, id: string) {
  const path = (await findOrganization(context.db, id))?.path ?? '';
  const mayManage = covers(reachOf(context.actor, 'organizations.manage'), path);
  return getOrganization(context.db, id, today(context), mayManage);
}

async function refuseOutside({ db, reach }: Context, ids: readonly string[]): Promise<void> {
  const found = new Map((await findPaths(db, ids)).map((body) => [body.id, body.path]));
  refuseBeyond(
    reach,
    ids.map((id) => found.get(id)),
  );
}

export const organizationsRoutes: Handlers<typeof organizations> = {
  list(context, { page, pageSize, sort, ...filter }) {
    const own = { ...filter, paths: context.reach.paths, today: today(context) };
    return listOrganizations(context.db, own, sort, page, pageSize);
  },

  async groups(context) {
    const rows = await listGroups(context.db, context.reach.paths, today(context));
    return { entries: rows.map((row) => ({ ...row, group: row.group ?? '' })) };
  },

  get: (context, { organizationId }) => view(context, organizationId),

  async open(context, input) {
    return view(context, await openOrganization(context.db, context.recorder, input));
  },

  async update(context, { organizationId, version, ...details }) {
    await updateDetails(context.db, context.recorder, organizationId, version, details);
    return view(context, organizationId);
  },

  async classify(context, { organizationId, version, ...to }) {
    await classify(context.db, context.recorder, organizationId, version, to);
    return view(context, organizationId);
  },

  async appoint(context, { organizationId, ...contact }) {
    await appoint(context.db, context.recorder, organizationId, contact);
    return view(context, organizationId);
  },

  async dismiss(context, { organizationId, contactId, validTo }) {
    await dismiss(context.db, context.recorder, organizationId, contactId, validTo);
    return view(context, organizationId);
  },

  async rename(context, { organizationId, version, name, ...dated }) {
    await rename(context.db, context.recorder, organizationId, version, name, dated);
    return view(context, organizationId);
  },

  async move(context, { organizationId, version, parentId, ...dated }) {
    await refuseOutside(context, [parentId]);
    await move(context.db, context.recorder, organizationId, version, parentId, dated);
    return view(context, organizationId);
  },

  async close(context, { organizationId, version, ...dated }) {
    await close(context.db, context.recorder, organizationId, version, dated);
    return view(context, organizationId);
  },

  async merge(context, { organizationId, version, merged, ...dated }) {
    await refuseOutside(context, merged);
    await merge(context.db, context.recorder, organizationId, version, merged, dated);
    return view(context, organizationId);
  },

  async split(context, { organizationId, version, successors, remains, ...dated }) {
    await split(context.db, context.recorder, organizationId, version, { successors, remains }, dated);
    return view(context, organizationId);
  },

  async importXlsx(context, { dryRun, openedOn }) {
    const plan = await planImport(context.db, context.file, openedOn);
    const { diagnostics, opened, changed, unchanged } = plan;
    if (!dryRun) {
      if (hasErrors(diagnostics)) throw new AppError('organizations.bad-workbook', { diagnostics });
      await applyImport(context.db, context.recorder, plan, openedOn);
    }
    return { opened: opened.length, changed: changed.length, unchanged, diagnostics: [...diagnostics] as never };
  },

  async templateXlsx() {
    return { name: '单位导入模板.xlsx', type: XLSX, content: await workbookOf([]) };
  },

  startImport: (context, { name, openedOn }) => {
    const { maxBytes } = organizations.startImport.upload;
    const job = { kind: 'organizations.import', title: `导入单位：${name}`, audit: 'organizations.startImport' };
    return receiveJobFile(context, name, maxBytes, (context, fileId) =>
      startJob(context, { ...job, permission: 'organizations.manage', input: { openedOn }, fileId }),
    );
  },

  startExport: (context, { state }) => {
    const job = { kind: 'organizations.export', title: '导出单位', audit: 'organizations.startExport' };
    return startJob(context, { ...job, permission: 'organizations.read', input: { state, today: today(context) } });
  },

  exportXlsx: (context, { state }) =>
    exportWorkbook(context.db, { state, paths: context.reach.paths, today: today(context) }),
};
