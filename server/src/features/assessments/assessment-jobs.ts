import { dayIn } from '../../config/config.ts';
import type { JobKinds } from '../jobs/index.ts';
import { readUploadedBundle } from './assessments.service.ts';
import { importAssessment } from './import-assessment.ts';

export const assessmentJobs: JobKinds = {
  async 'assessments.import'({ db, recorder, platform, input, file, progress }) {
    const { openMissing } = input as { openMissing: boolean };
    const { diagnostics, ...whole } = readUploadedBundle(await file());
    const now = platform.now();
    const day = dayIn(platform.config.timeZone, now);
    const assessmentId = await importAssessment(db, recorder, whole, { openMissing, day, now }, progress);
    return { result: { assessmentId }, diagnostics: diagnostics as never };
  },
};
