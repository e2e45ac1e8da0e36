import { Readable } from 'node:stream';
import { type ContentStore, verified } from '../../content-store/index.ts';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import type { Download } from '../../http/context.ts';
import { findFile, listFiles } from './files.store.ts';
import type { FileWithContent } from './files.tables.ts';

/** A file that a body handed in. */
type OfBody = FileWithContent & { readonly organizationId: string };

const viewOf = ({ id, organizationId, name, type, size, digest, ...file }: OfBody) => ({
  fileId: id,
  organizationId,
  name,
  type,
  size,
  digest,
  uploadedBy: file.uploadedByName,
  uploadedAt: file.uploadedAt.toISOString(),
  destroyedAt: file.destroyedAt?.toISOString() ?? null,
});

/** The files that a body handed in, the latest first. */
export async function listOfBody(
  db: Db,
  organizationId: string,
  search: string | undefined,
  page: number,
  pageSize: number,
) {
  const { total, rows } = await listFiles(db, { organizationId, purpose: 'evidence', search }, page, pageSize);
  return { total, entries: rows.map((row) => viewOf({ ...row, organizationId })) };
}

async function findOfBody(db: Db, organizationId: string, fileId: string): Promise<OfBody> {
  const row = await findFile(db, fileId);
  if (row?.organizationId !== organizationId || row.purpose !== 'evidence') throw new AppError('files.not-found');
  return { ...row, organizationId };
}

export const getOfBody = async (db: Db, organizationId: string, fileId: string) =>
  viewOf(await findOfBody(db, organizationId, fileId));

/** A file under its own name, its bytes checked on the way; one whose content is gone is told before anything is sent. */
export async function sendFile(contents: ContentStore, authorityId: string, row: FileWithContent): Promise<Download> {
  const { name, type, size, digest, destroyedAt } = row;
  if (destroyedAt) throw new AppError('files.destroyed');
  const stream = await contents.read({ authorityId, digest });
  if (!stream) throw new AppError('files.damaged');
  return { name, type, size, content: Readable.from(verified(stream, digest), { objectMode: false }) };
}

export const downloadOfBody = async (db: Db, contents: ContentStore, organizationId: string, fileId: string) =>
  sendFile(contents, db.authorityId, await findOfBody(db, organizationId, fileId));

/** The whole of a file that is known to be small enough. */
export async function readWholeFile(db: Db, contents: ContentStore, fileId: string): Promise<Buffer> {
  const row = await findFile(db, fileId);
  if (!row) throw new AppError('files.not-found');
  const { content } = await sendFile(contents, db.authorityId, row);
  const chunks: Buffer[] = [];
  for await (const chunk of content as Readable) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
