import type { bootstrap } from '@zhunsheng/contract/bootstrap';
import { dayIn } from '../../config/config.ts';
import type { Handlers } from '../../http/context.ts';
import { listAuthorities } from '../authorities/index.ts';
import { start } from './bootstrap.service.ts';

export const bootstrapRoutes: Handlers<typeof bootstrap> = {
  async state({ platform }) {
    const all = await listAuthorities(platform.connections.app);
    const { oidc } = platform.config;
    return {
      needed: all.length === 0,
      authorities: all.map(({ code, name }) => ({ code, name })),
      oidc: oidc ? { title: oidc.title } : null,
    };
  },

  async use({ platform }, wanted) {
    const now = platform.now();
    const { slips } = await start(platform.connections.app, wanted, dayIn(platform.config.timeZone, now), now);
    return { slips };
  },
};
