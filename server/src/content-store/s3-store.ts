import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../database/embedded/start-refused.ts';
import { type ContentKey, type ContentStore, type StoredContent, StoreUnavailable } from './content-store.ts';

type S3Settings = NonNullable<Config['files']['s3']>;

const keyOf = ({ authorityId, digest }: ContentKey): string => `${authorityId}/${digest}`;

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

const available = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw new StoreUnavailable(error);
  });

/** The answer, or `undefined` where there is no such object. */
const unlessAbsent = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: unknown) => {
    if (statusOf(error) === 404) return undefined;
    throw new StoreUnavailable(error);
  });

function refusal(error: unknown, { bucket, endpoint }: S3Settings): StartRefused {
  const status = statusOf(error);
  if (status === 404) {
    return new StartRefused(
      `文件存储中没有名为“${bucket}”的桶。`,
      '请先在存储服务上建立这个桶，或者改正配置文件的 files.s3.bucket。',
    );
  }
  if (status === 401 || status === 403 || status === 400) {
    return new StartRefused(
      `文件存储拒绝了访问密钥，或者这个密钥无权使用桶“${bucket}”。`,
      '请核对 files.s3.accessKeyId、secretAccessKey 和 region，并确认两台机器的时钟一致。',
    );
  }
  return new StartRefused(
    `不能连接文件存储 ${endpoint}。`,
    '请核对配置文件的 files.s3.endpoint，并确认存储服务正在运行、网络可以到达。',
  );
}

async function* listed(client: S3Client, bucket: string, authorityId: string): AsyncGenerator<StoredContent> {
  const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: `${authorityId}/` });
  for await (const { Contents = [] } of pages) {
    for (const { Key = '', Size = 0, LastModified = new Date() } of Contents) {
      yield { digest: Key.slice(authorityId.length + 1), size: Size, storedAt: LastModified };
    }
  }
}

/** Contents behind the S3 interface. Throws `StartRefused` where bucket, key or address do not fit. */
export async function openS3Store(settings: S3Settings, spoolFolder: string): Promise<ContentStore> {
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
  });
  const Bucket = bucket;
  try {
    await client.send(new HeadBucketCommand({ Bucket }));
  } catch (error) {
    throw refusal(error, settings);
  }
  return {
    title: `S3 桶 ${bucket}（${endpoint}）`,
    local: false,
    spoolFolder,

    async put(key, spooled) {
      const upload = new Upload({ client, params: { Bucket, Key: keyOf(key), Body: spooled.stream() } });
      await available(upload.done());
    },

    async has(key) {
      return (await unlessAbsent(client.send(new HeadObjectCommand({ Bucket, Key: keyOf(key) })))) !== undefined;
    },

    async read(key) {
      const found = await unlessAbsent(client.send(new GetObjectCommand({ Bucket, Key: keyOf(key) })));
      return found?.Body as Readable | undefined;
    },

    async remove(key) {
      await unlessAbsent(client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(key) })));
    },

    list: (authorityId) => listed(client, bucket, authorityId),
  };
}
