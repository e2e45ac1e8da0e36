import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { onSessionOver } from '../../api/client.ts';

const SignInAgain = lazy(() => import('./SignInAgain.tsx').then((file) => ({ default: file.SignInAgain })));

interface Waiting {
  readonly go: () => void;
  readonly giveUp: (error: Error) => void;
}

/** Waits for a session that ends in the middle of work; whatever was being sent waits until somebody signed in again. */
export function SessionGuard() {
  const waiting = useRef<Waiting[]>([]);
  const [over, setOver] = useState(false);
  useEffect(
    () =>
      onSessionOver(
        () =>
          new Promise<void>((go, giveUp) => {
            waiting.current.push({ go, giveUp });
            setOver(true);
          }),
      ),
    [],
  );
  const settle = (end: (waiter: Waiting) => void): void => {
    const all = waiting.current;
    waiting.current = [];
    setOver(false);
    for (const waiter of all) end(waiter);
  };
  if (!over) return null;
  return (
    <Suspense>
      <SignInAgain go={() => settle(({ go }) => go())} giveUp={(error) => settle(({ giveUp }) => giveUp(error))} />
    </Suspense>
  );
}
