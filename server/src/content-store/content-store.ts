import type { Readable } from 'node:stream';
import type { Spooled } from './spool.ts';

/** Names a content: the authority whose it is, and the SHA-256 of its bytes in hexadecimal. */
export interface ContentKey {
  readonly authorityId: string;
  readonly digest: string;
}

export interface StoredContent {
  readonly digest: string;
  readonly size: number;
  /** When it was put there last. */
  readonly storedAt: Date;
}

/** Where contents lie. Putting one that is there already is harmless and makes it look new. */
export interface ContentStore {
  /** In words, for the operator: `本机目录 …`, `S3 桶 …`. */
  readonly title: string;
  /** Whether the contents lie on this machine's disk, so that a backup has to hold them. */
  readonly local: boolean;
  /** A folder of this machine for what is still arriving. */
  readonly spoolFolder: string;
  put(key: ContentKey, spooled: Spooled): Promise<void>;
  has(key: ContentKey): Promise<boolean>;
  /** `undefined` where there is none. */
  read(key: ContentKey): Promise<Readable | undefined>;
  /** Removes it for good; one that is not there is no failure. */
  remove(key: ContentKey): Promise<void>;
  list(authorityId: string): AsyncIterable<StoredContent>;
}

/** The store cannot be reached or does not do what it should; a later try may find it well again. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the content store is unavailable', { cause });
    this.name = 'StoreUnavailable';
  }
}
