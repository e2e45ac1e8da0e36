import type { FastifyReply } from 'fastify';
import type { Download } from './context.ts';

/** Sends a file as an attachment under its own name, Chinese or not; it never opens inside the page. */
export function sendDownload(reply: FastifyReply, { name, type, content, size }: Download): FastifyReply {
  const plain = name.replace(/[^\w.-]+/g, '_').replace(/^_+(?=.)/, '') || 'file';
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  if (size !== undefined) reply.header('content-length', size);
  return reply
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .type(type)
    .send(content);
}
