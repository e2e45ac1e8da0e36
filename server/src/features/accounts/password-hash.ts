import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** What a new password costs: about a tenth of a second. Older hashes keep the figures that are stored with them. */
const COST = { N: 32_768, r: 8, p: 1 };
const LENGTH = 32;
const MAX_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Each derivation takes 32 MiB; only a few run at a time, so that a storm of sign-ins cannot exhaust the memory. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const derive = (password: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        const limits = { ...options, maxmem: 256 * 1024 * 1024 };
        scrypt(password.normalize('NFKC'), salt, length, limits, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );

/** `scrypt$N=…,r=…,p=…$salt$key`: the way of hashing travels with the hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, LENGTH, COST);
  return `scrypt$N=${COST.N},r=${COST.r},p=${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = /^scrypt\$N=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored);
  if (!match) return false;
  const [, N, r, p, salt = '', expected = ''] = match;
  const wanted = Buffer.from(expected, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const key = await derive(password, Buffer.from(salt, 'base64url'), wanted.length, cost);
  return timingSafeEqual(key, wanted);
}

let nobody: Promise<string> | undefined;

/** The hash of no one's password: an unknown name costs the same time as a known one. */
export function hashOfNobody(): Promise<string> {
  nobody ??= hashPassword(randomBytes(24).toString('base64url'));
  return nobody;
}
