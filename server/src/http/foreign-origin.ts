import type { FastifyRequest } from 'fastify';
import { AppError } from './app-error.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site's page starts, even before anyone is signed in. Browsers say where a request comes
 * from; programs that say nothing hold no cookies that a stranger could borrow.
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('request.foreign-origin');
  const { origin } = request.headers;
  if (origin === undefined) return;
  const own = publicUrl
    ? [new URL(publicUrl).origin]
    : [`http://${request.headers.host}`, `https://${request.headers.host}`];
  if (!own.includes(origin)) throw new AppError('request.foreign-origin');
}
