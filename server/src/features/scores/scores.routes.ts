import { XLSX } from '@zhunsheng/contract/file-types';
import type { scores } from '@zhunsheng/contract/scores';
import type { Handlers } from '../../http/context.ts';
import { exportOf, rankingOf, sheetOf } from './scores.service.ts';

export const scoresRoutes: Handlers<typeof scores> = {
  ranking: ({ db, reach }, { assessmentId }) => rankingOf(db, assessmentId, reach),

  async exportXlsx({ db, reach }, { assessmentId }) {
    return { name: '得分与排名.xlsx', type: XLSX, content: await exportOf(db, assessmentId, reach) };
  },

  sheet: ({ db, reach }, { assessmentId, subjectId }) => sheetOf(db, assessmentId, subjectId, reach),
};
