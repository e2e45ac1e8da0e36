import type { ContentStore, Spooled } from '../../content-store/index.ts';
import { StoreUnavailable } from '../../content-store/index.ts';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { findContent, insertContent, insertFile, lockContent } from './files.store.ts';
import type { FilePurpose } from './files.tables.ts';

/** What an entry says beside its content. */
export interface NewFile {
  readonly organizationId: string | null;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly type: string;
}

/** Asked before the bytes travel to the store, so that none do in vain: what was destroyed may not come back. */
export async function isKnownContent(db: Db, digest: string): Promise<boolean> {
  const found = await findContent(db, digest);
  if (found?.destroyedAt) throw new AppError('files.content-destroyed');
  return found !== undefined;
}

/** Brings arrived bytes to the store, unless they are there and an entry holds on to them. */
export async function storeContent(
  contents: ContentStore,
  authorityId: string,
  spooled: Spooled,
  known: boolean,
): Promise<void> {
  const key = { authorityId, digest: spooled.digest };
  if (!known || !(await contents.has(key))) await contents.put(key, spooled);
}

/**
 * Enters a file whose bytes are in the store. The lock keeps a sweep and a destruction away until the commit, so that no
 * entry is ever without its content; bytes without an entry are swept later.
 */
export async function enterFile(
  db: Db,
  recorder: Recorder,
  contents: ContentStore,
  spooled: Pick<Spooled, 'digest' | 'size'>,
  file: NewFile,
  now: Date,
): Promise<string> {
  const { digest, size } = spooled;
  await lockContent(db, digest);
  await isKnownContent(db, digest);
  if (!(await contents.has({ authorityId: db.authorityId, digest }))) throw new StoreUnavailable('content is gone');
  await insertContent(db, { digest, size, storedAt: now });
  const id = newId();
  const by = { uploadedBy: recorder.accountId, uploadedByName: recorder.name, uploadedAt: now };
  await insertFile(db, { id, ...file, digest, ...by });
  const { name, organizationId, purpose } = file;
  const detail = { name, organizationId, purpose, digest, size };
  await recordAudit(db, recorder, { kind: 'files.upload', title: `上传文件：${name}`, targetId: id, detail });
  return id;
}
