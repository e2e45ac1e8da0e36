import { Modal } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { onSessionOver } from '../../api/client.ts';
import { type Me, useMe, useRememberMe } from '../../api/me.ts';
import { Refusal } from '../../api/refusal.ts';
import { Note } from '../../ui/Note.tsx';
import { CodeForm } from './CodeForm.tsx';
import { SignInForm } from './SignInForm.tsx';

interface Waiting {
  readonly go: () => void;
  readonly give: (error: Error) => void;
}

const OTHER = '登录的不是原来的账号，刚才的操作没有进行。请刷新页面。';

/** Over a page whose session ended: sign in here, and what was under way goes on; what was typed is still there. */
export function SignInAgain() {
  const me = useMe();
  const rememberMe = useRememberMe();
  const waiting = useRef<Waiting[]>([]);
  const [step, setStep] = useState<'closed' | 'password' | 'code'>('closed');

  const ask = useCallback(
    () =>
      new Promise<void>((go, give) => {
        waiting.current.push({ go, give });
        setStep((before) => (before === 'closed' ? 'password' : before));
      }),
    [],
  );
  useEffect(() => onSessionOver(ask), [ask]);

  const settle = (end: (waiter: Waiting) => void): void => {
    const all = waiting.current;
    waiting.current = [];
    setStep('closed');
    for (const waiter of all) end(waiter);
  };
  const admitted = (next: Me): void => {
    if (next.step === 'code') {
      rememberMe({ ...me, csrfToken: next.csrfToken });
      setStep('code');
      return;
    }
    rememberMe(next);
    const same = next.accountId === me.accountId;
    settle(({ go, give }) => (same ? go() : give(new Refusal(409, { message: OTHER }))));
  };
  const give = (): void =>
    settle((waiter) =>
      waiter.give(new Refusal(401, { code: 'sessions.expired', message: '登录已过期，操作没有进行。' })),
    );
  return (
    <Modal
      open={step !== 'closed'}
      title="请重新登录"
      footer={null}
      onCancel={give}
      mask={{ closable: false }}
      width={400}
      destroyOnHidden
    >
      <Note tone="warn">登录已过期。页面上填写的内容都还在，登录后接着办。</Note>
      {step === 'password' && (
        <SignInForm
          ways={undefined}
          given={undefined}
          admitted={admitted}
          userName={me.userName}
          authority={me.authority.code}
        />
      )}
      {step === 'code' && <CodeForm admitted={admitted} />}
    </Modal>
  );
}
