import { api } from '../../api/client.ts';
import { useChange } from '../../api/queries.ts';
import { Facts } from '../../ui/Facts.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Note } from '../../ui/Note.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { type Destruction, type FileEntry, TOUCHED } from './files.api.ts';

export const ACTIONS = { confirm: '确认销毁', refuse: '不予销毁' } as const;

const WHY = { label: '理由和依据', placeholder: '例如：误传涉密文件，保密部门通知' };

export function ProposeDestructionDialog({ file, close }: { readonly file: FileEntry; readonly close: () => void }) {
  const propose = useChange(api.files.proposeDestruction, TOUCHED);
  return (
    <FormDialog<{ reason: string }>
      title={`申请销毁：${file.name}`}
      submit="提出申请"
      danger
      saved="已提出，等另一名管理员确认"
      initial={{}}
      save={({ reason }) => propose.mutateAsync({ fileId: file.fileId, reason })}
      close={close}
    >
      <Note tone="warn">
        只用于不该存在的文件（涉密、与考核无关的个人信息）。须由系统管理员和安全管理员各一人办理；销毁后内容不能恢复，登记和摘要永久保留。
      </Note>
      <ReasonField {...WHY} />
    </FormDialog>
  );
}

interface DecideProps {
  readonly destruction: Destruction;
  readonly action: keyof typeof ACTIONS;
  readonly close: () => void;
}

export function DecideDestructionDialog({ destruction, action, close }: DecideProps) {
  const call = action === 'confirm' ? api.files.confirmDestruction : api.files.refuseDestruction;
  const decide = useChange(call, TOUCHED);
  return (
    <FormDialog<{ reason: string }>
      title={ACTIONS[action]}
      submit={ACTIONS[action]}
      danger={action === 'confirm'}
      saved="已办理"
      initial={{}}
      save={({ reason }) => decide.mutateAsync({ destructionId: destruction.destructionId, reason })}
      close={close}
    >
      <div style={{ marginBottom: 16 }}>
        <Facts
          of={[
            ['文件', destruction.entries.map(({ name }) => name).join('、')],
            ['申请人', destruction.proposedBy],
            ['申请理由', destruction.reason],
          ]}
        />
      </div>
      {action === 'confirm' && <Note tone="warn">以上登记的内容全部销毁，不能恢复。</Note>}
      <ReasonField {...WHY} />
    </FormDialog>
  );
}
