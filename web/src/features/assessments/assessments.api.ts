import { queryOptions } from '@tanstack/react-query';
import type { OutputOf } from '@zhunsheng/contract';
import type { assessments } from '@zhunsheng/contract/assessments';
import { api } from '../../api/client.ts';

export type Assessment = OutputOf<(typeof assessments)['get']>;

export const assessmentsQuery = (page: number, pageSize: number) =>
  queryOptions({
    queryKey: ['assessments', 'list', page, pageSize],
    queryFn: () => api.assessments.list({ page, pageSize }),
  });

export const assessmentQuery = (assessmentId: string) =>
  queryOptions({
    queryKey: ['assessments', 'get', assessmentId],
    queryFn: () => api.assessments.get({ assessmentId }),
  });
