import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { date, id } from './shapes.ts';

export const TODO_KINDS = [
  'assessments.window',
  'scores.missing',
  'scores.rectify',
  'grants.decide',
  'accounts.second-factor',
  'accounts.first-sign-in',
  'audit.verify',
] as const;

export const todo = z.object({
  kind: z.enum(TODO_KINDS),
  title: z.string(),
  /** Why it is there and what to do. */
  detail: z.string(),
  /** Until when; null where there is no day. */
  due: date.nullable(),
  assessmentId: id.nullable(),
  /** Where it is about one body's sheet. */
  subjectId: z.string().nullable(),
});

/** 待办: what the person who asks must do now, and until when; computed from what is, never kept. */
export const todos = {
  list: endpoint({
    method: 'GET',
    path: '/api/todos',
    title: '查询自己的待办',
    access: { kind: 'session' },
    input: z.strictObject({}),
    output: z.object({ today: date, entries: z.array(todo) }),
    errors: [],
  }),
};
