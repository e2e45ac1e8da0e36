import type { FastifyInstance, FastifyReply } from 'fastify';

/** Answers of the interface are data: nothing in them may run, load or be framed. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

const HEADERS: readonly (readonly [string, string])[] = [
  ['content-security-policy', DATA_POLICY],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
  ['cache-control', 'no-store'],
];

/** Strict headers on an answer; `secure` where people come by https alone. */
export function setSecurityHeaders(reply: FastifyReply, secure: boolean): void {
  for (const [name, value] of HEADERS) reply.header(name, value);
  if (secure) reply.header('strict-transport-security', 'max-age=31536000');
}

/** The same on every answer; a page that needs more says so itself. */
export function addSecurityHeaders(app: FastifyInstance, secure: boolean): void {
  app.addHook('onRequest', async (_, reply) => setSecurityHeaders(reply, secure));
}
