import { hasErrors } from '@zhunsheng/core/values';
import { AppError } from '../../http/app-error.ts';
import type { JobKinds } from '../jobs/index.ts';
import { exportWorkbook } from './export-organizations.ts';
import { applyImport, planImport } from './import-organizations.ts';

export const organizationJobs: JobKinds = {
  async 'organizations.import'({ db, recorder, input, file, progress }) {
    const { openedOn } = input as { openedOn: string };
    const plan = await planImport(db, await file(), openedOn);
    const { diagnostics, opened, changed, unchanged } = plan;
    if (hasErrors(diagnostics)) throw new AppError('organizations.bad-workbook', { diagnostics });
    await applyImport(db, recorder, plan, openedOn, progress);
    return { result: { opened: opened.length, changed: changed.length, unchanged }, diagnostics };
  },

  async 'organizations.export'({ db, input, reach, progress }) {
    const { state, today } = input as { state: 'open' | 'closed'; today: string };
    await progress(0, 1);
    const { count, ...file } = await exportWorkbook(db, { state, today, paths: reach.paths });
    return { result: { organizations: count }, file };
  },
};
