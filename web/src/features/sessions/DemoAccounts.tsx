import { Button } from 'antd';
import { Note } from '../../ui/Note.tsx';
import style from './DemoAccounts.module.css';
import type { Ways } from './sessions.api.ts';

interface Props {
  readonly accounts: Ways['demo'];
  readonly choose: (account: { userName: string; password: string }) => void;
}

/** Who one can be in the demonstration, and what each can see. Shown by a server in demonstration alone. */
export function DemoAccounts({ accounts, choose }: Props) {
  return (
    <section className={style.box} aria-label="演示账号">
      <Note title="演示系统，单位和数据都是虚构的">
        选一个身份进去看看。密码都是 <b className={style.password}>{accounts[0]?.password}</b>
      </Note>
      <ul>
        {accounts.map(({ userName, password, displayName, title, advice }) => (
          <li key={userName} className={style.row}>
            <span className={style.who}>
              <b>{displayName}</b>
              <span className="soft">
                {title}（{userName}）
              </span>
            </span>
            <span className={style.advice}>{advice}</span>
            <Button size="small" onClick={() => choose({ userName, password })} aria-label={`以${displayName}登录`}>
              登录
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
