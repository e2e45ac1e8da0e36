import { Modal } from 'antd';
import { useState } from 'react';
import { type Me, useMe, useRememberMe } from '../../api/me.ts';
import { Refusal } from '../../api/refusal.ts';
import { Note } from '../../ui/Note.tsx';
import { CodeForm } from './CodeForm.tsx';
import { SignInForm } from './SignInForm.tsx';

const OTHER = '登录的不是原来的账号，刚才的操作没有进行。请刷新页面。';

interface Props {
  readonly go: () => void;
  readonly giveUp: (error: Error) => void;
}

/** Over a page whose session ended: sign in here, and what was under way goes on; what was typed is still there. */
export function SignInAgain({ go, giveUp }: Props) {
  const me = useMe();
  const rememberMe = useRememberMe();
  const [step, setStep] = useState<'password' | 'code'>('password');

  const admitted = (next: Me): void => {
    if (next.step === 'code') {
      rememberMe({ ...me, csrfToken: next.csrfToken });
      setStep('code');
      return;
    }
    rememberMe(next);
    if (next.accountId === me.accountId) go();
    else giveUp(new Refusal(409, { message: OTHER }));
  };
  const stay = new Refusal(401, { code: 'sessions.expired', message: '登录已过期，操作没有进行。' });
  return (
    <Modal open title="请重新登录" footer={null} onCancel={() => giveUp(stay)} mask={{ closable: false }} width={400}>
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
