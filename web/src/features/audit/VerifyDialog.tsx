import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/queries.ts';
import { Diagnostics } from '../../ui/Diagnostics.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Note } from '../../ui/Note.tsx';
import type { Verification } from './audit.api.ts';
import style from './EntryDialog.module.css';

const Outcome = ({ found }: { readonly found: Verification }) => (
  <>
    <Note tone={found.sound ? 'good' : 'bad'} title={found.sound ? '核验通过' : '核验没有通过'}>
      <p>
        共{found.count}条记录。当前锚（第{found.head.sequence}条）：
      </p>
      <p className={style.digest}>{found.head.digest}</p>
      <p>请把锚抄录在系统之外。下次核验时填入，链被重写或者截尾就能看出来。</p>
    </Note>
    {found.diagnostics.length > 0 && <Diagnostics of={found.diagnostics} />}
  </>
);

/** Reads the whole chain again and compares it with anchors that were noted elsewhere. */
export function VerifyDialog({ close }: { readonly close: () => void }) {
  const [written, setWritten] = useState('');
  const verify = useChange(api.audit.verify, [['audit'], ['todos']]);
  const field = useId();
  const anchors = written.split(/\s+/).filter((anchor) => anchor !== '');
  return (
    <Modal
      open
      title="核验审计链"
      width={640}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={close}>关闭</Button>
          <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate({ anchors })}>
            开始核验
          </Button>
        </>
      }
    >
      <label htmlFor={field}>以前抄录的锚（可以不填，一行一个）</label>
      <Input.TextArea
        id={field}
        rows={3}
        maxLength={4_000}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
      <div aria-live="polite" style={{ marginTop: 16 }}>
        {verify.isPending && <p>正在逐条核验……</p>}
        {verify.isError && <Failure error={verify.error} />}
        {verify.data && <Outcome found={verify.data} />}
      </div>
    </Modal>
  );
}
