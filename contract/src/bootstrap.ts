import { z } from 'zod';
import { endpoint, refusals } from './endpoint.ts';
import { line } from './shapes.ts';

export const bootstrapErrors = refusals({
  'bootstrap.refused': { status: 403, message: '初始化链接无效、已经用过或者已经过期。请在服务器上重新生成。' },
});

const administrator = z.strictObject({ userName: line(64, 3), displayName: line(50) });

/** A first-login slip (首次登录凭条): shown once, printed and handed over. */
export const slip = z.object({ userName: z.string(), displayName: z.string(), password: z.string() });

/** 初始化: the one-time link makes the authority, the root of its tree and the three administrators. */
export const bootstrap = {
  use: endpoint({
    method: 'POST',
    path: '/api/bootstrap',
    title: '初始化考核机关与三员',
    access: { kind: 'public' },
    input: z.strictObject({
      token: z.string().min(20).max(200),
      code: z.string().regex(/^[a-z0-9-]{2,40}$/),
      name: line(100, 2),
      administrators: z.strictObject({ system: administrator, security: administrator, audit: administrator }),
    }),
    output: z.object({ slips: z.array(slip) }),
    errors: ['bootstrap.refused', 'accounts.name-taken', 'request.invalid'],
    audit: 'bootstrap.use',
  }),
};
