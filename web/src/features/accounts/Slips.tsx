import { Button } from 'antd';
import { useMe } from '../../api/me.ts';
import { Note } from '../../ui/Note.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { PrintButton } from '../../ui/PrintButton.tsx';
import type { Slip } from './accounts.api.ts';
import style from './Slips.module.css';

/** 首次登录凭条: shown once, printed, cut and handed over. */
export function Slips({ slips, close }: { readonly slips: readonly Slip[]; readonly close: () => void }) {
  const { authority } = useMe();
  return (
    <>
      <PageHead
        title={`首次登录凭条（${slips.length}张）`}
        actions={
          <>
            <PrintButton>打印凭条</PrintButton>
            <Button onClick={close}>已经收好，返回</Button>
          </>
        }
      />
      <div className="no-print">
        <Note tone="warn" title="只显示这一次">
          离开本页后再也看不到这些密码。请现在打印，裁开后当面交给本人；首次登录必须更换密码。
        </Note>
      </div>
      <ul className={style.slips}>
        {slips.map(({ userName, displayName, password }) => (
          <li key={userName} className={style.slip}>
            <p className={style.title}>{authority.name}依法行政考核平台　首次登录凭条</p>
            <dl>
              <dt>姓名</dt>
              <dd>{displayName}</dd>
              <dt>用户名</dt>
              <dd className={style.code}>{userName}</dd>
              <dt>初始密码</dt>
              <dd className={style.code}>{password}</dd>
              <dt>网址</dt>
              <dd>{window.location.origin}</dd>
            </dl>
            <p className="soft">首次登录须更换密码。请勿转交他人，更换后销毁本凭条。</p>
          </li>
        ))}
      </ul>
    </>
  );
}
