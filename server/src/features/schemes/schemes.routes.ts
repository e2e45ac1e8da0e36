import type { schemes } from '@zhunsheng/contract/schemes';
import { AppError } from '../../http/app-error.ts';
import type { Handlers } from '../../http/context.ts';
import { frozenScheme } from './frozen-scheme.ts';
import { outlineOf } from './scheme-outline.ts';
import { findScheme, listSchemes } from './schemes.store.ts';
import type { SchemeRow } from './schemes.tables.ts';

const view = ({ id, createdAt, ...row }: Omit<SchemeRow, 'content'>) => ({
  schemeId: id,
  ...row,
  createdAt: createdAt.toISOString(),
});

export const schemesRoutes: Handlers<typeof schemes> = {
  async list({ db }, { page, pageSize }) {
    const { total, entries } = await listSchemes(db, page, pageSize);
    return { total, entries: entries.map(view) };
  },

  async get({ db }, { schemeId }) {
    const row = await findScheme(db, schemeId);
    if (!row) throw new AppError('schemes.not-found');
    const { content, authorityId: _, ...rest } = row;
    return { ...view(rest), text: content, outline: outlineOf(await frozenScheme(db, schemeId)) };
  },
};
