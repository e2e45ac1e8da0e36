import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Me, meQuery, useRememberMe } from '../../api/me.ts';
import { Note } from '../../ui/Note.tsx';
import { CodeForm } from './CodeForm.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { PasswordDueForm } from './PasswordDueForm.tsx';
import { SignInForm } from './SignInForm.tsx';
import style from './SignInPage.module.css';
import { oidcRefusal, waysQuery } from './sessions.api.ts';

const route = getRouteApi('/login');

/** Only an address of our own is gone back to. */
const ownAddress = (back: string | undefined): string => (back && /^\/(?![/\\])/.test(back) ? back : '/');

/** 登录: name and password, then what is still due: a code, a password of one's own. */
export function SignInPage() {
  const { error, back } = route.useSearch();
  const navigate = useNavigate();
  const { data: ways } = useQuery(waysQuery);
  const { data: known } = useQuery(meQuery);
  const [given, setGiven] = useState<{ userName: string; password: string }>();
  const rememberMe = useRememberMe();
  const me = known ?? null;

  useEffect(() => {
    if (me?.step === 'ready') void navigate({ href: ownAddress(back), replace: true });
  }, [me, back, navigate]);

  const admitted = (next: Me): void => rememberMe(next);
  return (
    <div className={style.page}>
      <main className={style.card}>
        <h1 className={style.brand}>
          <b>准绳</b>依法行政考核平台
        </h1>
        {error && (
          <Note tone="bad" title="没有登录">
            {oidcRefusal(error)}
          </Note>
        )}
        {ways?.empty && (
          <Note tone="warn" title="系统还没有初始化">
            请用服务器启动时打印的初始化链接建立考核机关和三名管理员；链接失效的，在服务器上运行 “zhunsheng-server
            bootstrap” 重新生成。
          </Note>
        )}
        {!me && <SignInForm ways={ways} given={given} admitted={admitted} />}
        {me?.step === 'code' && <CodeForm admitted={admitted} />}
        {me?.step === 'password' && <PasswordDueForm admitted={admitted} />}
      </main>
      {!me && ways && ways.demo.length > 0 && <DemoAccounts accounts={ways.demo} choose={setGiven} />}
    </div>
  );
}
