import { accountsErrors } from './accounts.ts';
import { assessmentsErrors } from './assessments.ts';
import { bootstrapErrors } from './bootstrap.ts';
import { type Refusal, refusals } from './endpoint.ts';
import { filesErrors } from './files.ts';
import { grantsErrors } from './grants.ts';
import { jobsErrors } from './jobs.ts';
import { organizationsErrors } from './organizations.ts';
import { schemesErrors } from './schemes.ts';
import { scoresErrors } from './scores.ts';
import { sessionsErrors } from './sessions.ts';

/** Refusals that any endpoint can give. */
export const generalErrors = refusals({
  'request.invalid': { status: 422, message: '填写的内容有误，请按提示改正。' },
  'request.unreadable': { status: 400, message: '请求的内容无法读取，不是有效的 JSON。' },
  'request.too-large': { status: 413, message: '发送的内容过大。' },
  'request.wrong-type': { status: 415, message: '不接受这种类型的内容。' },
  'request.not-found': { status: 404, message: '没有这个地址。' },
  'request.foreign-origin': { status: 403, message: '请求来自其他网站，已拒绝。请从本系统的页面操作。' },
  'permission.denied': { status: 403, message: '您没有权限进行这项操作。如确需办理，请联系安全管理员授权。' },
  'server.internal': { status: 500, message: '系统内部错误，已记录。请把编号告诉系统管理员。' },
  'server.database-unavailable': { status: 503, message: '数据库暂时不可用，已填写的内容没有保存，请稍后重试。' },
  'server.disk-full': { status: 507, message: '服务器磁盘已满，内容没有保存。请联系系统管理员清理磁盘。' },
  'server.store-unavailable': { status: 503, message: '文件存储暂时不可用，没有保存，请稍后重试。' },
  'server.stopping': { status: 503, message: '系统正在停止或者重新启动，请稍后重试。' },
});

/** Every refusal of the platform by its code. */
export const ERRORS = {
  ...generalErrors,
  ...accountsErrors,
  ...assessmentsErrors,
  ...bootstrapErrors,
  ...filesErrors,
  ...grantsErrors,
  ...jobsErrors,
  ...organizationsErrors,
  ...schemesErrors,
  ...scoresErrors,
  ...sessionsErrors,
} as const;

export type ErrorCode = keyof typeof ERRORS;

export const refusalOf = (code: ErrorCode): Refusal => ERRORS[code];

/** What the server answers when it refuses. */
export interface ErrorAnswer {
  readonly code: ErrorCode;
  readonly message: string;
  /** Names the request in the server's log. */
  readonly requestId: string;
  /** By input field, for `request.invalid`. */
  readonly issues?: readonly { readonly field: string; readonly message: string }[];
  /** What the refusal is about: the allowed range, the other version, the end of a wait. */
  readonly details?: Readonly<Record<string, unknown>>;
}
