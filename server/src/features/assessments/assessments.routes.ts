import { assessments } from '@zhunsheng/contract/assessments';
import { dayIn } from '../../config/config.ts';
import type { Handlers } from '../../http/context.ts';
import { receiveJobFile, startJob } from '../jobs/index.ts';
import { getAssessment, listVisible, readUploadedBundle } from './assessments.service.ts';
import { importAssessment } from './import-assessment.ts';

export const assessmentsRoutes: Handlers<typeof assessments> = {
  list: ({ db, actor }, { page, pageSize }) => listVisible(db, actor, page, pageSize),

  get: ({ db, platform }, { assessmentId }) =>
    getAssessment(db, assessmentId, dayIn(platform.config.timeZone, platform.now())),

  async importBundle({ db, recorder, platform, file }, { openMissing }) {
    const { diagnostics, ...whole } = readUploadedBundle(file);
    const now = platform.now();
    const day = dayIn(platform.config.timeZone, now);
    const assessmentId = await importAssessment(db, recorder, whole, { openMissing, day, now });
    return { assessmentId, diagnostics: [...diagnostics] as never };
  },

  startImport: (context, { name, openMissing }) => {
    const { maxBytes } = assessments.startImport.upload;
    const job = { kind: 'assessments.import', title: `导入年度考核：${name}`, audit: 'assessments.startImport' };
    return receiveJobFile(context, name, maxBytes, (context, fileId) =>
      startJob(context, { ...job, permission: 'assessments.import', input: { openMissing }, fileId }),
    );
  },
};
