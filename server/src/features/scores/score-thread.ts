import { Worker } from 'node:worker_threads';
import type { ResultsDocument } from '@zhunsheng/documents';
import type { Question, SheetView } from './score-worker.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** One thread that computes, with who waits for its answers, the longest waiting first. */
interface Thread {
  readonly worker: Worker;
  readonly waiting: Waiting[];
}

const ENTRY = new URL('../../../bin/score-worker.mjs', import.meta.url);

let thread: Thread | undefined;
let onLoss: () => void = () => {};

/** A thread that ends takes what it computed along: who waits is told, and the next question starts another one. */
function lose(lost: Thread, error: Error): void {
  if (thread === lost) {
    thread = undefined;
    onLoss();
  }
  for (const { reject } of lost.waiting.splice(0)) reject(error);
}

function startThread(): Thread {
  const worker = new Worker(ENTRY);
  const started: Thread = { worker, waiting: [] };
  worker.on('message', ({ value, error }: { value?: unknown; error?: string }) => {
    const next = started.waiting.shift();
    if (started.waiting.length === 0) worker.unref();
    if (error === undefined) next?.resolve(value);
    else next?.reject(new Error(error));
  });
  worker.on('error', (error) => lose(started, error));
  worker.on('exit', () => lose(started, new Error('the thread that computes scores ended')));
  return started;
}

function ask(question: Question): Promise<unknown> {
  thread ??= startThread();
  const { worker, waiting } = thread;
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    worker.ref();
    worker.postMessage(question);
  });
}

/** Called when everything that was computed is gone. */
export const whenLost = (work: () => void): void => {
  onLoss = work;
};

export const computeInThread = (mark: string, files: ReadonlyMap<string, Uint8Array>): Promise<ResultsDocument> =>
  ask({ kind: 'compute', mark, files }) as Promise<ResultsDocument>;

export const sheetInThread = (mark: string, subjectId: string): Promise<SheetView> =>
  ask({ kind: 'sheet', mark, subjectId }) as Promise<SheetView>;
