import { CONTRACT, type Endpoint, ERRORS, pathFields } from '@zhunsheng/contract';
import { z } from 'zod';

const GENERAL = /^(request|server)\./;

/** Shapes that contain themselves, by name; they stand once for all. */
const definitions: Record<string, unknown> = {};

/** A shape as JSON Schema. */
export const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Record<string, unknown> => {
  const written = z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  const placed = JSON.parse(JSON.stringify(written).replaceAll('#/$defs/', '#/components/schemas/'));
  const { $schema: _, $defs, ...schema } = placed as Record<string, unknown>;
  Object.assign(definitions, $defs);
  return schema;
};

function accessText({ access }: Endpoint): string {
  switch (access.kind) {
    case 'public':
      return '无须登录。';
    case 'session':
      return '登录即可，限于本人。';
    case 'authority':
      return `须在考核机关一级具有 ${access.permission} 权限。`;
    case 'organization':
      return `须对 ${access.of} 所指的单位具有 ${access.permission} 权限。`;
    case 'reach':
      return `须具有 ${access.permission} 权限，只涉及权限范围内的单位。`;
  }
}

/** Refusals of an endpoint by status, with their codes and messages. */
function refusalAnswers(endpoint: Endpoint): Record<string, unknown> {
  const own = endpoint.errors.filter((code): code is keyof typeof ERRORS => code in ERRORS && !GENERAL.test(code));
  const statuses = [...new Set(own.map((code) => ERRORS[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const lines = own.filter((code) => ERRORS[code].status === status).map((c) => `\`${c}\` ${ERRORS[c].message}`);
      const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
      return [String(status), { description: lines.join('\n'), content }];
    }),
  );
}

function parametersOf(endpoint: Endpoint): unknown[] {
  const { properties = {}, required = [] } = schemaOf(endpoint.input, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  const inPath = pathFields(endpoint.path);
  const travels = (name: string) => {
    if (inPath.includes(name)) return 'path';
    return endpoint.method === 'GET' || endpoint.upload ? 'query' : undefined;
  };
  return Object.entries(properties).flatMap(([name, schema]) => {
    const where = travels(name);
    return where ? [{ name, in: where, required: where === 'path' || required.includes(name), schema }] : [];
  });
}

function bodyOf(endpoint: Endpoint): unknown {
  if (endpoint.upload) {
    const content = endpoint.upload.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]);
    return { required: true, content: Object.fromEntries(content) };
  }
  if (endpoint.method === 'GET') return undefined;
  const inPath = pathFields(endpoint.path);
  const rest = endpoint.input.omit(Object.fromEntries(inPath.map((name) => [name, true])) as never);
  return { required: true, content: { 'application/json': { schema: schemaOf(rest, 'input') } } };
}

function operationOf(feature: string, name: string, endpoint: Endpoint): Record<string, unknown> {
  const media = endpoint.download ? 'application/octet-stream' : 'application/json';
  const schema = endpoint.download ? { type: 'string', format: 'binary' } : schemaOf(endpoint.output, 'output');
  const body = bodyOf(endpoint);
  return {
    operationId: `${feature}.${name}`,
    tags: [feature],
    summary: endpoint.title,
    description: [accessText(endpoint), endpoint.audit && `审计记录：${endpoint.audit}。`].filter(Boolean).join(''),
    ...(endpoint.access.kind === 'public' ? { security: [] } : {}),
    parameters: parametersOf(endpoint),
    ...(body ? { requestBody: body } : {}),
    responses: { 200: { description: '成功', content: { [media]: { schema } } }, ...refusalAnswers(endpoint) },
  };
}

const ERROR_SCHEMA = {
  type: 'object',
  required: ['code', 'message', 'requestId'],
  properties: {
    code: { type: 'string', enum: Object.keys(ERRORS) },
    message: { type: 'string' },
    requestId: { type: 'string' },
    issues: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
    details: { type: 'object' },
  },
};

/** The interface as OpenAPI 3.1, derived from the contract, so that it cannot say anything else than the server does. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [feature, endpoints] of Object.entries(CONTRACT)) {
    for (const [name, endpoint] of Object.entries(endpoints as Record<string, Endpoint>)) {
      const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(feature, name, endpoint) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '准绳接口',
      version: '0.1.0',
      description: '写操作须带请求头 X-CSRF-Token，其值见 GET /api/sessions/current。',
    },
    security: [{ session: [] }],
    paths,
    components: {
      schemas: { Error: ERROR_SCHEMA, ...definitions },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zhunsheng' } },
    },
  };
}
