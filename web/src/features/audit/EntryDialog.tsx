import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { Facts } from '../../ui/Facts.tsx';
import { momentTextWithSeconds } from '../../ui/moments.ts';
import type { AuditEntry } from './audit.api.ts';
import style from './EntryDialog.module.css';

/** One entry whole: what, who, whence, why, and its place in the chain. */
export function EntryDialog({ entry, close }: { readonly entry: AuditEntry; readonly close: () => void }) {
  const { title, kind, recordedAt, name, address, reason, target, detail, sequence, digest, account } = entry;
  return (
    <Modal open title={title} width={720} onCancel={close} footer={<Button onClick={close}>关闭</Button>}>
      <Facts
        of={[
          ['时间', momentTextWithSeconds(recordedAt)],
          ['人员', name],
          ['地址', address],
          ['类别', kind],
          ['理由', reason],
          ['序号', sequence ?? '待封存（一秒以内）'],
        ]}
      />
      {digest && <p className={style.digest}>摘要 {digest}</p>}
      {detail && <pre className={style.detail}>{JSON.stringify(detail, null, 2)}</pre>}
      <p className={style.ways}>
        {target && (
          <Link to="/audit" search={{ targetId: target }} onClick={close}>
            同一对象的全部记录
          </Link>
        )}
        {account && (
          <Link to="/audit" search={{ accountId: account }} onClick={close}>
            {name}的全部记录
          </Link>
        )}
      </p>
    </Modal>
  );
}
