import type { todos } from '@zhunsheng/contract/todos';
import { dayIn } from '../../config/config.ts';
import type { Handlers } from '../../http/context.ts';
import { todosOf } from './todos.service.ts';

export const todosRoutes: Handlers<typeof todos> = {
  async list({ db, actor, platform }) {
    const now = platform.now();
    const today = dayIn(platform.config.timeZone, now);
    return { today, entries: await todosOf(db, actor, today, now) };
  },
};
