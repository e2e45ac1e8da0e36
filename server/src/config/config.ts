import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHAIN_DIGESTS } from '@zhunsheng/documents';
import { z } from 'zod';

const minutes = (fallback: number, max: number) => z.number().int().min(1).max(max).default(fallback);
const port = z.number().int().min(0).max(65_535);

/** 统一认证 by OpenID Connect; the account is found by one claim of the identity. */
const oidc = z.strictObject({
  title: z.string().min(1).max(30).default('统一认证登录'),
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  claim: z.string().min(1).default('sub'),
  /** Which authority's accounts sign in by it; may be left out where there is one only. */
  authority: z.string().optional(),
});

/** Where the build of the web application lies, seen from here. */
const BUILT_WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url));

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
/** An object store that speaks S3, on the intranet; its bucket must be there already. */
const s3 = z.strictObject({
  endpoint: z.url(),
  region: z.string().min(1).default('us-east-1'),
  bucket: z.string().min(1),
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
});

/** What the operator decides, in one file; everything has a safe default. */
const fields = z.strictObject({
  listen: z
    .strictObject({ host: z.string().default('127.0.0.1'), port: port.default(8080) })
    .default({ host: '127.0.0.1', port: 8080 }),
  /** The address that people type; `https:` makes cookies travel over TLS alone. */
  publicUrl: z.url().optional(),
  dataFolder: z.string().min(1).default('data'),
  /** The built web application. */
  webFolder: z.string().min(1).default(BUILT_WEB),
  database: z.strictObject({ url: z.string().min(1).optional() }).default({}),
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(z.string().min(1)).default([]),
  /** From where `/metrics` may be read. */
  metricsFrom: z.array(z.string().min(1)).default(['127.0.0.1', '::1']),
  timeZone: z.string().default('Asia/Shanghai'),
  sessions: z
    .strictObject({ idleMinutes: minutes(30, 1_440), absoluteMinutes: minutes(720, 10_080) })
    .default({ idleMinutes: 30, absoluteMinutes: 720 }),
  audit: z.strictObject({ digest: z.enum(CHAIN_DIGESTS).default('sha256') }).default({ digest: 'sha256' }),
  /** Where the contents of files lie: below the data folder, or in an object store. */
  files: z.strictObject({ s3: s3.optional() }).default({}),
  oidc: oidc.optional(),
  /** Known accounts with known passwords on made-up data, for this machine only. */
  demo: z.boolean().default(false),
  log: z
    .strictObject({ level: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info') })
    .default({ level: 'info' }),
});

export const configShape = fields.refine(
  ({ demo, listen, publicUrl, trustedProxies }) =>
    !demo || (LOOPBACK.test(listen.host) && publicUrl === undefined && trustedProxies.length === 0),
  {
    path: ['demo'],
    message: '演示账号的密码人人知道，只能在本机使用：listen.host 须为 127.0.0.1，不写 publicUrl 与 trustedProxies',
  },
);

export type Config = z.output<typeof configShape>;

/** Paths of a config file are seen from the file. */
export const resolvePaths = (config: Config, folder: string): Config => ({
  ...config,
  dataFolder: resolve(folder, config.dataFolder),
  webFolder: resolve(folder, config.webFolder),
});

/** Making one costs more than all queries of a request together. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, made);
  return made;
}

/** The calendar day in the time zone of the installation. */
export const dayIn = (timeZone: string, moment: Date): string => formatOf(timeZone).format(moment);
