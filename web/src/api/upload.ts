import type { ErrorAnswer } from '@zhunsheng/contract';
import { type Callable, requestFor } from '@zhunsheng/contract/client-of';
import { currentToken } from './client.ts';
import { offline, Refusal } from './refusal.ts';

export interface Sending {
  readonly report: (sent: number, total: number) => void;
  readonly signal: AbortSignal;
}

function answerOf<T>(request: XMLHttpRequest): T {
  try {
    const answer = JSON.parse(request.responseText) as unknown;
    if (request.status < 400) return answer as T;
    throw new Refusal(request.status, answer as ErrorAnswer);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(request.status, { message: '服务器的回答无法读取，请稍后重试。' });
  }
}

/** Sends a file and tells how much of it is sent; what is aborted leaves nothing behind on the server. */
export function upload<T>(
  endpoint: Callable,
  input: Record<string, unknown>,
  file: File,
  contentType: string,
  { report, signal }: Sending,
): Promise<T> {
  const { method, url } = requestFor(endpoint, input, file, contentType);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader('content-type', contentType);
    request.setRequestHeader('x-csrf-token', currentToken());
    request.upload.onprogress = ({ loaded, total }) => report(loaded, total);
    request.onload = () => {
      try {
        resolve(answerOf<T>(request));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new Refusal(0, { message: '已经取消，文件没有上传。' }));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
