import type { bootstrap } from '@zhunsheng/contract/bootstrap';
import { dayIn } from '../../config/config.ts';
import type { Handlers } from '../../http/context.ts';
import { start } from './bootstrap.service.ts';

export const bootstrapRoutes: Handlers<typeof bootstrap> = {
  async use({ platform }, wanted) {
    const now = platform.now();
    const { slips } = await start(platform.connections.app, wanted, dayIn(platform.config.timeZone, now), now);
    return { slips };
  },
};
