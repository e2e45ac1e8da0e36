import { type files, MAX_FILE_BYTES } from '@zhunsheng/contract/files';
import type { Context, Handlers } from '../../http/context.ts';
import {
  type Acting,
  confirmDestruction,
  eraseContent,
  findDestructions,
  getDestruction,
  proposeDestruction,
  refuseDestruction,
} from './destroy-content.ts';
import { downloadOfBody, getOfBody, listOfBody } from './files.service.ts';
import { receiveFile } from './receive-file.ts';

const acting = ({ actor, recorder, platform }: Context): Acting => ({ actor, recorder, now: platform.now() });

export const filesRoutes: Handlers<typeof files> = {
  destructions: ({ db, actor }, { state, page, pageSize }) => findDestructions(db, actor, state, page, pageSize),

  async proposeDestruction(context, { fileId, reason }) {
    const id = await proposeDestruction(context.db, acting(context), fileId, reason);
    return getDestruction(context.db, context.actor, id);
  },

  async confirmDestruction(context, { destructionId, reason }) {
    const { db, actor, platform } = context;
    const digest = await confirmDestruction(db, acting(context), destructionId, reason);
    const { contents, connections, now } = platform;
    // Where the store is away just now, the next sweep removes the bytes.
    context.afterCommit(() =>
      eraseContent(connections.app, contents, actor.authorityId, digest, now()).catch(() => {}),
    );
    return getDestruction(db, actor, destructionId);
  },

  async refuseDestruction(context, { destructionId, reason }) {
    await refuseDestruction(context.db, acting(context), destructionId, reason);
    return getDestruction(context.db, context.actor, destructionId);
  },

  list: ({ db }, { organizationId, search, page, pageSize }) => listOfBody(db, organizationId, search, page, pageSize),

  upload: (context, { organizationId, name }) =>
    receiveFile(context, { organizationId, name, purpose: 'evidence' }, MAX_FILE_BYTES, ({ db }, fileId) =>
      getOfBody(db, organizationId, fileId),
    ),

  get: ({ db }, { organizationId, fileId }) => getOfBody(db, organizationId, fileId),

  download: ({ db, platform }, { organizationId, fileId }) =>
    downloadOfBody(db, platform.contents, organizationId, fileId),
};
