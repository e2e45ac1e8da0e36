/** Schemes (考核方案): frozen versions of the documents that say how points are won and lost. Assessments stand on it. */
import type { Scheme } from '@zhunsheng/core/scheme';
import { digestOf } from '@zhunsheng/documents';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { findScheme, findVersion, insertScheme } from './schemes.store.ts';

export { frozenScheme } from './frozen-scheme.ts';
export { schemesRoutes } from './schemes.routes.ts';

/** The frozen version of a document: an equal one that is there already, or a new one; never a changed one. */
export async function freezeScheme(
  db: Db,
  recorder: Recorder,
  scheme: Scheme,
  text: string,
  now: Date,
): Promise<string> {
  const digest = digestOf(text);
  const known = await findVersion(db, scheme.id, scheme.version);
  if (known && known.digest !== digest) throw new AppError('assessments.scheme-differs', { key: scheme.id });
  if (known) return known.id;
  const id = newId();
  const { id: key, version, title, year } = scheme;
  await insertScheme(db, { id, key, version, title, year, digest, content: text, createdAt: now });
  const detail = { key, version, digest };
  await recordAudit(db, recorder, { kind: 'schemes.freeze', title: `方案入库：${title}`, targetId: id, detail });
  return id;
}

/** The text of a frozen version. */
export const schemeText = async (db: Db, id: string): Promise<string> => (await findScheme(db, id))?.content ?? '';
