import type { jobs } from '@zhunsheng/contract/jobs';
import type { Handlers } from '../../http/context.ts';
import { cancelOwn, downloadOwn, getOwn, listOwn, retryOwn } from './jobs.service.ts';

export const jobsRoutes: Handlers<typeof jobs> = {
  list: ({ db, actor }, { state, page, pageSize }) => listOwn(db, actor, state, page, pageSize),

  get: ({ db, actor }, { jobId }) => getOwn(db, actor, jobId),

  async cancel(context, { jobId }) {
    await cancelOwn(context, jobId);
    return getOwn(context.db, context.actor, jobId);
  },

  async retry(context, { jobId }) {
    await retryOwn(context, jobId);
    return getOwn(context.db, context.actor, jobId);
  },

  download: (context, { jobId }) => downloadOwn(context, jobId),
};
