import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;
const DIGITS = 6;

/** RFC 4648 base32 without padding, as authenticator programs read it. */
function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export const newTwoFactorSecret = (): string => base32(randomBytes(20));

/** What an authenticator program scans. */
export function twoFactorUri(secret: string, userName: string): string {
  const label = encodeURIComponent(`准绳:${userName}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent('准绳')}&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

/** The code of a time step (RFC 6238 with SHA-1, which every authenticator knows). */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = digest[digest.length - 1]! & 0x0f;
  const number = (digest.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}

export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS);

/**
 * The time step whose code was given, one step of difference between clocks allowed; `undefined` when it is wrong or not
 * later than the last one that was taken, so that a code that was watched cannot be used again.
 */
export function matchingStep(secret: string, code: string, lastStep: number, now: Date): number | undefined {
  const given = Buffer.from(code.trim());
  const current = stepOf(now);
  // One that lies ahead was taken while the clock ran ahead; waiting for it could take years.
  const taken = lastStep > current + 1 ? 0 : lastStep;
  return [current - 1, current, current + 1].find((step) => {
    const expected = Buffer.from(codeAt(secret, step));
    return step > taken && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
