import { z } from 'zod';
import { endpoint, refusals } from './endpoint.ts';
import { PERMISSIONS, ROLES } from './permissions.ts';
import { date, done, id, line, moment } from './shapes.ts';

export const sessionsErrors = refusals({
  'sessions.required': { status: 401, message: '请先登录。' },
  'sessions.expired': { status: 401, message: '登录已过期，请重新登录；页面上填写的内容还在，登录后可以继续。' },
  'sessions.refused': { status: 401, message: '用户名或者密码不正确，或者尝试次数过多。请核对后稍候再试。' },
  'sessions.code-refused': { status: 401, message: '验证码不正确或者已经用过，请输入最新的验证码。' },
  'sessions.code-required': { status: 403, message: '请先输入验证码，完成登录的第二步。' },
  'sessions.password-change-required': { status: 403, message: '首次登录或者密码被重置后，请先修改密码。' },
  'sessions.csrf': { status: 403, message: '页面已经失效，请刷新后重试。' },
  'sessions.oidc-refused': { status: 401, message: '统一认证没有通过，或者没有与之对应的账号。请联系系统管理员。' },
  'sessions.oidc-unavailable': { status: 503, message: '统一认证服务暂时不可用，请稍后再试或者用密码登录。' },
});

const roles = Object.keys(ROLES) as [keyof typeof ROLES, ...(keyof typeof ROLES)[]];
const permissions = Object.keys(PERMISSIONS) as [keyof typeof PERMISSIONS, ...(keyof typeof PERMISSIONS)[]];

/** Who is signed in, with what, and what is still to be done before anything else. */
export const me = z.object({
  accountId: id,
  userName: z.string(),
  displayName: z.string(),
  authority: z.object({ authorityId: id, code: z.string(), name: z.string() }),
  csrfToken: z.string(),
  /** `code`: a second factor is due; `password`: the password must be changed; `ready`: nothing. */
  step: z.enum(['code', 'password', 'ready']),
  twoFactor: z.boolean(),
  grants: z.array(
    z.object({
      role: z.enum(roles),
      organizationId: id,
      organizationName: z.string(),
      assessmentId: id.nullable(),
      validFrom: date,
      validTo: date.nullable(),
    }),
  ),
  permissions: z.array(z.enum(permissions)),
  idleUntil: moment,
  expiresAt: moment,
});

/** An account of the demonstration; its password is no secret, because its server listens to its own machine only. */
const demoAccount = z.object({
  userName: z.string(),
  password: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
  /** Role and body, as a user reads them. */
  title: z.string(),
  /** What is worth a look with this account. */
  advice: z.string(),
});

export type DemoAccount = z.output<typeof demoAccount>;

const code = z.string().trim().min(6).max(40);

/** 会话: signing in and out, and seeing where one is signed in. */
export const sessions = {
  ways: endpoint({
    method: 'GET',
    path: '/api/sessions/ways',
    title: '查询登录方式',
    access: { kind: 'public' },
    input: z.strictObject({}),
    output: z.object({
      authorities: z.array(z.object({ code: z.string(), name: z.string() })),
      oidc: z.object({ title: z.string() }).nullable(),
      /** Empty outside of the demonstration. */
      demo: z.array(demoAccount),
      /** There is no authority yet: the bootstrap link comes first. */
      empty: z.boolean(),
    }),
    errors: [],
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/sessions',
    title: '登录',
    access: { kind: 'public' },
    input: z.strictObject({
      /** May be left out where the server has one authority only. */
      authority: line(40).optional(),
      userName: line(100),
      password: z.string().min(1).max(256),
    }),
    output: me,
    errors: ['sessions.refused'],
    audit: 'sessions.signIn',
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/api/sessions/current/code',
    title: '输入验证码完成登录',
    access: { kind: 'session' },
    input: z.strictObject({ code }),
    output: me,
    errors: ['sessions.code-refused'],
    audit: 'sessions.confirm',
    beforeReady: true,
  }),
  current: endpoint({
    method: 'GET',
    path: '/api/sessions/current',
    title: '查询当前登录',
    access: { kind: 'session' },
    input: z.strictObject({}),
    output: me,
    errors: [],
    beforeReady: true,
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/sessions',
    title: '查询自己的登录会话',
    access: { kind: 'session' },
    input: z.strictObject({}),
    output: z.object({
      entries: z.array(
        z.object({
          sessionId: id,
          current: z.boolean(),
          address: z.string(),
          userAgent: z.string(),
          createdAt: moment,
          lastSeenAt: moment,
        }),
      ),
    }),
    errors: [],
  }),
  revoke: endpoint({
    method: 'DELETE',
    path: '/api/sessions/:sessionId',
    title: '注销自己的一个会话',
    access: { kind: 'session' },
    input: z.strictObject({ sessionId: id }),
    output: done,
    errors: ['request.not-found'],
    audit: 'sessions.revoke',
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/api/sessions/current/end',
    title: '退出登录',
    access: { kind: 'session' },
    input: z.strictObject({}),
    output: done,
    errors: [],
    audit: 'sessions.signOut',
    beforeReady: true,
  }),
};
