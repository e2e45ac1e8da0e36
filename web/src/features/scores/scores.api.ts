import { queryOptions } from '@tanstack/react-query';
import type { OutputOf } from '@zhunsheng/contract';
import type { scores } from '@zhunsheng/contract/scores';
import { api } from '../../api/client.ts';

export type Ranking = OutputOf<(typeof scores)['ranking']>;
export type ScoreEntry = Ranking['entries'][number];
export type ScoreSheet = OutputOf<(typeof scores)['sheet']>;
export type ScoreNode = ScoreSheet['root'];

export const rankingQuery = (assessmentId: string) =>
  queryOptions({
    queryKey: ['scores', 'ranking', assessmentId],
    queryFn: () => api.scores.ranking({ assessmentId }),
  });

export const sheetQuery = (assessmentId: string, subjectId: string) =>
  queryOptions({
    queryKey: ['scores', 'sheet', assessmentId, subjectId],
    queryFn: () => api.scores.sheet({ assessmentId, subjectId }),
  });
