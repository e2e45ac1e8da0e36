import type { scores } from '@zhunsheng/contract/scores';
import type { Handlers } from '../../http/context.ts';
import { rankingOf, sheetOf } from './scores.service.ts';

export const scoresRoutes: Handlers<typeof scores> = {
  ranking: ({ db, reach }, { assessmentId }) => rankingOf(db, assessmentId, reach),

  sheet: ({ db, reach }, { assessmentId, subjectId }) => sheetOf(db, assessmentId, subjectId, reach),
};
