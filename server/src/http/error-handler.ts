import { type ErrorAnswer, type ErrorCode, refusalOf } from '@zhunsheng/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { describeIssues } from '../config/describe-issues.ts';
import { ContentDamaged, StoreUnavailable } from '../content-store/index.ts';
import { AppError, InputError } from './app-error.ts';

/** Codes of the server framework for requests that cannot be read. */
const UNREADABLE: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.wrong-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.unreadable',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.unreadable',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.unreadable',
  FST_ERR_BAD_URL: 'request.not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'request.not-found',
  FST_ERR_REOPENED_CLOSE_SERVER: 'server.stopping',
};

/** What PostgreSQL and its driver say when the database is away: it comes back, so the user is asked to wait. */
const AWAY = /^(08|57P0|ECONN|ENOENT|EPIPE|ETIMEDOUT|53300)/;
const AWAY_MESSAGE =
  /timeout exceeded when trying to connect|Query read timeout|not queryable|Connection terminated|terminating connection/;

function databaseCode(error: Error & { code?: string }): ErrorCode | undefined {
  // A zero byte, which no text of the database can hold; a shape should have refused it.
  if (error.code === '22021') return 'request.unreadable';
  if (error.code === '53100' || error.code === 'ENOSPC') return 'server.disk-full';
  if ((error.code && AWAY.test(error.code)) || AWAY_MESSAGE.test(error.message)) return 'server.database-unavailable';
  return undefined;
}

/** Every failure as one kind of answer; whatever is not a refusal is a bug and shows its number alone. */
export function answerOf(error: unknown, requestId: string): { status: number; body: ErrorAnswer } {
  const build = (code: ErrorCode, rest: Partial<ErrorAnswer> = {}) => {
    const { status, message } = refusalOf(code);
    return { status, body: { code, message, requestId, ...rest } };
  };
  if (error instanceof InputError) return build('request.invalid', { issues: error.issues });
  if (error instanceof AppError) return build(error.code, error.details && { details: error.details });
  if (error instanceof ZodError) {
    return build('request.invalid', {
      issues: describeIssues(error).map(({ field, message }) => ({ field, message })),
    });
  }
  if (error instanceof ContentDamaged) return build('files.damaged');
  if (error instanceof StoreUnavailable) return build('server.store-unavailable');
  if (!(error instanceof Error)) return build('server.internal');
  const known = databaseCode(error) ?? UNREADABLE[(error as FastifyError).code];
  if (known) return build(known);
  const { statusCode } = error as FastifyError;
  return build(statusCode !== undefined && statusCode < 500 ? 'request.unreadable' : 'server.internal');
}

/** Sends a failure. The log gets the cause of what is no refusal, never what the user sent. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = answerOf(error, request.id);
  if (status >= 500) {
    const { name, stack, code } = error as Error & { code?: string };
    request.log.error({
      requestId: request.id,
      code: body.code,
      cause: { name, code, at: stack?.split('\n').slice(1, 6) },
    });
  }
  if (status === 401) void reply.header('cache-control', 'no-store');
  if (body.details?.retryAfter) void reply.header('retry-after', String(body.details.retryAfter));
  void reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}
