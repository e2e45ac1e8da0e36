import type { ErrorAnswer, ErrorCode } from '@zhunsheng/contract';

/** What the server refused, as it said it; `offline` where no answer came at all. */
export class Refusal extends Error {
  readonly code: ErrorCode | 'offline';
  readonly status: number;
  readonly requestId: string | null;
  readonly issues: NonNullable<ErrorAnswer['issues']>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, answer: Partial<ErrorAnswer> & Pick<ErrorAnswer, 'message'>) {
    super(answer.message);
    this.name = 'Refusal';
    this.status = status;
    this.code = answer.code ?? 'offline';
    this.requestId = answer.requestId ?? null;
    this.issues = answer.issues ?? [];
    this.details = answer.details ?? {};
  }
}

const OFFLINE = '连不上服务器。请检查网络后重试；已经填写的内容还在页面上。';
const UNREADABLE = '服务器的回答无法读取，请稍后重试。';

export const offline = (): Refusal => new Refusal(0, { message: OFFLINE });

/** The refusal in an answer; a proxy's own error page has no words for the user, so it gets ours. */
export async function refusalIn(answer: Response): Promise<Refusal> {
  try {
    return new Refusal(answer.status, (await answer.json()) as ErrorAnswer);
  } catch {
    return new Refusal(answer.status, { message: UNREADABLE });
  }
}

/** Whatever was thrown, as a refusal that can be shown. */
export const asRefusal = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal(0, { message: '页面出错，请刷新后重试。' });

/** Whether waiting can help: the way to the server or its database is away for a while. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Refusal && (error.status === 0 || error.status === 502 || error.status === 503);
