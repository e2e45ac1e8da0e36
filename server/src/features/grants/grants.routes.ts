import type { grants } from '@zhunsheng/contract/grants';
import { dayIn } from '../../config/config.ts';
import type { Context, Handlers } from '../../http/context.ts';
import { exportGrants } from './export-grants.ts';
import { type Acting, approve, findGrants, getGrant, propose, refuse, revoke } from './grants.service.ts';

function acting({ actor, recorder, platform }: Context): Acting {
  const now = platform.now();
  return { actor, recorder, now, today: dayIn(platform.config.timeZone, now) };
}

export const grantsRoutes: Handlers<typeof grants> = {
  list: ({ db, actor }, { page, pageSize, sort, ...filter }) => findGrants(db, actor, filter, sort, page, pageSize),

  exportXlsx: ({ db, actor }, { state }) => exportGrants(db, actor, state),

  async propose(context, wanted) {
    return getGrant(context.db, context.actor, await propose(context.db, acting(context), wanted));
  },

  async approve(context, { grantId, reason }) {
    await approve(context.db, acting(context), grantId, reason);
    return getGrant(context.db, context.actor, grantId);
  },

  async refuse(context, { grantId, reason }) {
    await refuse(context.db, acting(context), grantId, reason);
    return getGrant(context.db, context.actor, grantId);
  },

  async revoke(context, { grantId, reason }) {
    await revoke(context.db, acting(context), grantId, reason);
    return getGrant(context.db, context.actor, grantId);
  },
};
