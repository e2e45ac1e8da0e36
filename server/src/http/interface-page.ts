import { createHash } from 'node:crypto';
import { CONTRACT, type Endpoint, ERRORS } from '@zhunsheng/contract';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { openApi, schemaOf } from './open-api.ts';

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

const STYLE = `
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2329}
h1{font-size:1.6rem}h2{margin-top:2.5rem;border-bottom:1px solid #d0d3d6}
details{border:1px solid #d0d3d6;border-radius:4px;margin:.5rem 0;padding:.4rem .8rem}
summary{cursor:pointer}code,pre{font-family:ui-monospace,Consolas,monospace;font-size:.85rem}
pre{overflow:auto;background:#f5f6f7;padding:.6rem}b{display:inline-block;min-width:4.2rem}
`;

const json = (shape: z.ZodType, io: 'input' | 'output'): string =>
  escapeHtml(JSON.stringify(schemaOf(shape, io), null, 2));

function operation(feature: string, name: string, endpoint: Endpoint): string {
  const refusals = endpoint.errors.map((code) => {
    const found = code in ERRORS ? ERRORS[code as keyof typeof ERRORS] : undefined;
    return `<li><code>${code}</code>（${found?.status}）${escapeHtml(found?.message ?? '')}</li>`;
  });
  const permission = 'permission' in endpoint.access ? `，权限 <code>${endpoint.access.permission}</code>` : '';
  return `<details id="${feature}.${name}"><summary><b>${endpoint.method}</b> <code>${escapeHtml(endpoint.path)}</code> ${escapeHtml(endpoint.title)}</summary>
<p>${escapeHtml(endpoint.access.kind)}${permission}${endpoint.audit ? `，审计 <code>${endpoint.audit}</code>` : ''}</p>
<p>输入</p><pre>${json(endpoint.input, 'input')}</pre>
<p>输出</p><pre>${endpoint.download ? '文件' : json(endpoint.output, 'output')}</pre>
${refusals.length > 0 ? `<p>可能被拒绝的情形</p><ul>${refusals.join('')}</ul>` : ''}</details>`;
}

function page(): string {
  const features = Object.entries(CONTRACT).map(([feature, endpoints]) => {
    const all = Object.entries(endpoints as Record<string, Endpoint>);
    return `<h2>${feature}</h2>${all.map(([name, endpoint]) => operation(feature, name, endpoint)).join('\n')}`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>准绳接口</title><style>${STYLE}</style></head><body><h1>准绳接口</h1>
<p>机器可读的说明（OpenAPI 3.1）：<a href="/api/openapi.json">/api/openapi.json</a>。写操作须带请求头 <code>X-CSRF-Token</code>。</p>
${features.join('\n')}</body></html>`;
}

/** Serves the interface's description for machines and, without any script or outside request, for readers. */
export function addInterfacePage(app: FastifyInstance): void {
  const description = JSON.stringify(openApi());
  const html = page();
  const style = createHash('sha256').update(STYLE).digest('base64');
  app.get('/api/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(description));
  app.get('/api/docs', (_, reply) =>
    reply
      .header('content-security-policy', `default-src 'none'; style-src 'sha256-${style}'; frame-ancestors 'none'`)
      .type('text/html; charset=utf-8')
      .send(html),
  );
}
