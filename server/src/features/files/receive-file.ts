import type { Context, StreamContext } from '../../http/context.ts';
import { spoolUpload } from '../../http/upload.ts';
import { inspectContent } from './inspect/inspect-content.ts';
import { enterFile, isKnownContent, type NewFile, storeContent } from './keep-content.ts';

/**
 * Takes a streamed upload: to this machine's disk, looked at there, to the store, and then entered in a transaction that
 * may do more with it. Whatever goes wrong before that transaction is committed leaves no entry behind.
 */
export async function receiveFile<T>(
  { platform, stream, declaredType, authorityId, inTransaction }: StreamContext,
  file: Omit<NewFile, 'type'>,
  maxBytes: number,
  then: (context: Context, fileId: string) => Promise<T>,
): Promise<T> {
  const { contents } = platform;
  const spooled = await spoolUpload(stream, contents.spoolFolder, maxBytes);
  try {
    const type = await inspectContent(spooled, file.name, declaredType);
    const known = await inTransaction(({ db }) => isKnownContent(db, spooled.digest));
    await storeContent(contents, authorityId, spooled, known);
    return await inTransaction(async (context) => {
      const { db, recorder } = context;
      const id = await enterFile(db, recorder, contents, spooled, { ...file, type }, platform.now());
      return then(context, id);
    });
  } finally {
    await spooled.discard();
  }
}
