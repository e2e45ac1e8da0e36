import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import style from './Toast.module.css';

type Say = (words: string, tone?: 'good' | 'bad') => void;

const Saying = createContext<Say>(() => undefined);

/** Says something in passing: that it is done, or that it was not. */
export const useSay = (): Say => useContext(Saying);

interface Said {
  readonly id: number;
  readonly words: string;
  readonly tone: 'good' | 'bad';
}

const SHOWN_MS = { good: 3_000, bad: 8_000 } as const;
let last = 0;

/** Holds the words that are shown for a moment; read out to who listens, bad news at once. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<readonly Said[]>([]);
  const say = useCallback<Say>((words, tone = 'good') => {
    last += 1;
    const id = last;
    setSaid((before) => [...before.slice(-2), { id, words, tone }]);
    setTimeout(() => setSaid((before) => before.filter((one) => one.id !== id)), SHOWN_MS[tone]);
  }, []);
  const of = (tone: Said['tone']) =>
    said
      .filter((one) => one.tone === tone)
      .map(({ id, words }) => (
        <p key={id} className={`${style.toast} ${style[tone]}`}>
          {words}
        </p>
      ));
  return (
    <Saying value={say}>
      {children}
      <div className={`${style.place} no-print`}>
        <div role="status">{of('good')}</div>
        <div role="alert">{of('bad')}</div>
      </div>
    </Saying>
  );
}
