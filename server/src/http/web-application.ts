import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from './app-error.ts';
import { bestForm, readWebFiles, type WebFile } from './web-files.ts';

/** Stands in the page wherever the number of the answer belongs that lets its styles in. */
const PLACEHOLDER = '__NONCE__';
/** Addresses that belong to programs; nothing under them is ever a page. */
const NO_PAGE = /^\/(api|health|metrics|assets)(\/|$)/;
const UNBUILT = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>准绳</title></head><body>
<h1>网页尚未构建</h1><p>服务端已经运行，但是没有找到网页文件。请在项目目录中运行：</p><pre>npm run build -w web</pre>
<p>完成后刷新本页。接口说明见 <a href="/api/docs">/api/docs</a>。</p></body></html>`;

/** What the pages may do: their own scripts and data, nothing from elsewhere; styles by the number of this answer. */
const pagePolicy = (nonce?: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

function sendPage(reply: FastifyReply, { plain, type }: WebFile): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('content-security-policy', pagePolicy(nonce))
    .type(type)
    .send(plain.toString('utf8').replaceAll(PLACEHOLDER, nonce));
}

/** Names in `assets` change with their content, so that a browser never needs to ask for one again. */
function sendFile(request: FastifyRequest, reply: FastifyReply, path: string, file: WebFile): FastifyReply {
  const lasting = path.startsWith('/assets/');
  const [coding, bytes] = bestForm(file, String(request.headers['accept-encoding'] ?? ''));
  reply
    .header('content-security-policy', pagePolicy())
    .header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('etag', file.etag)
    .header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.etag) return reply.status(304).send();
  if (coding) reply.header('content-encoding', coding);
  return reply.type(file.type).send(bytes);
}

/**
 * Serves the built web application: its files, and its one page for every address that a browser navigates to, because
 * the page itself knows what to show there. A folder without a build is looked at again, so that building it is enough.
 */
export function addWebApplication(app: FastifyInstance, folder: string): void {
  let files = readWebFiles(folder);
  app.get('/*', (request, reply) => {
    files ??= readWebFiles(folder);
    const path = `/${(request.params as { '*': string })['*']}`;
    const file = files?.get(path);
    if (file && path !== '/index.html') return sendFile(request, reply, path, file);
    const navigates = path === '/' || String(request.headers.accept ?? '').includes('text/html');
    if (NO_PAGE.test(path) || !navigates) throw new AppError('request.not-found');
    const page = files?.get('/index.html');
    if (page) return sendPage(reply, page);
    return reply.status(503).type('text/html; charset=utf-8').send(UNBUILT);
  });
}
