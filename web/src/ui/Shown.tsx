import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './Failure.tsx';
import style from './Shown.module.css';

interface Props<T> {
  readonly of: UseQueryResult<T>;
  /** How much room to keep while loading, so that nothing jumps. */
  readonly lines?: number;
  readonly children: (value: T) => ReactNode;
}

/** What was asked for, or that it is on its way, or why it cannot be shown. */
export function Shown<T>({ of, lines = 8, children }: Props<T>) {
  if (of.data !== undefined) {
    return (
      <>
        {of.isError && <Failure error={of.error} again={() => void of.refetch()} />}
        {children(of.data)}
      </>
    );
  }
  if (of.isError) return <Failure error={of.error} again={() => void of.refetch()} />;
  return <Loading lines={lines} waiting={of.failureCount > 0} />;
}

/** Grey lines in place of what is loading; says so to who listens instead of looking. */
export function Loading({ lines = 8, waiting = false }: { readonly lines?: number; readonly waiting?: boolean }) {
  return (
    <div className={style.loading} role="status" aria-live="polite">
      <span className={waiting ? style.waiting : 'only-read'}>
        {waiting ? '服务器暂时没有回应，正在重试……' : '正在读取……'}
      </span>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={at} className={style.line} style={{ width: `${92 - ((at * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
