import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { privateFolder } from '../database/embedded/data-folder.ts';
import type { ContentStore } from './content-store.ts';
import { openLocalStore } from './local-store.ts';
import { clearSpool } from './spool.ts';

/** The store of the configuration: below the data folder, unless an S3 service is named. */
export async function openContentStore({ dataFolder, files }: Config): Promise<ContentStore> {
  const folder = join(dataFolder, 'files');
  const spoolFolder = join(folder, 'arriving');
  privateFolder(folder);
  privateFolder(spoolFolder);
  await clearSpool(spoolFolder);
  if (!files.s3) return openLocalStore(folder, spoolFolder);
  // Loaded only where it is used: it is large, and most installations keep their files themselves.
  const { openS3Store } = await import('./s3-store.ts');
  return openS3Store(files.s3, spoolFolder);
}
