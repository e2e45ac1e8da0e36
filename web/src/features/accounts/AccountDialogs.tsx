import { Checkbox, Form, Input } from 'antd';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/queries.ts';
import { OrganizationPicker } from '../../pickers/OrganizationPicker.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Note } from '../../ui/Note.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { type Account, type Slip, TOUCHED } from './accounts.api.ts';

type New = Parameters<typeof api.accounts.create>[0];
type Edit = Pick<
  Parameters<typeof api.accounts.update>[0],
  'displayName' | 'organizationId' | 'externalName' | 'disabled'
>;

interface Props {
  readonly close: () => void;
}

type ShowSlips = (slips: readonly Slip[]) => void;

const PersonFields = () => (
  <>
    <Form.Item name="displayName" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
      <Input maxLength={50} />
    </Form.Item>
    <Form.Item name="organizationId" label="所在单位">
      <OrganizationPicker allowClear />
    </Form.Item>
    <Form.Item name="externalName" label="统一认证标识" extra="用统一认证登录的人填写，由统一认证的管理部门提供">
      <Input maxLength={200} />
    </Form.Item>
  </>
);

export function NewAccountDialog({ close, show }: Props & { readonly show: ShowSlips }) {
  const create = useChange(api.accounts.create, TOUCHED);
  return (
    <FormDialog<New>
      title="创建账号"
      submit="创建"
      initial={{}}
      save={async (values) => {
        const { slip } = await create.mutateAsync({ ...values, externalName: values.externalName || null });
        show([slip]);
      }}
      close={close}
    >
      <Form.Item
        name="userName"
        label="用户名"
        extra="登录时输入，创建后不能改；一般用姓名全拼"
        rules={[
          { required: true, message: '请填写用户名' },
          { pattern: /^[a-z0-9][a-z0-9._-]{2,63}$/, message: '须为3至64位小写字母、数字、点、横线或者下划线' },
        ]}
      >
        <Input maxLength={64} autoCapitalize="off" spellCheck={false} />
      </Form.Item>
      <PersonFields />
    </FormDialog>
  );
}

export function EditAccountDialog({ account, close }: Props & { readonly account: Account }) {
  const update = useChange(api.accounts.update, TOUCHED);
  const { accountId, version, displayName, organizationId, externalName, disabled } = account;
  return (
    <FormDialog<Edit>
      title={`修改账号：${account.userName}`}
      submit="保存"
      saved="已保存"
      initial={{ displayName, organizationId, externalName, disabled }}
      save={(values) =>
        update.mutateAsync({ ...values, externalName: values.externalName || null, accountId, version })
      }
      close={close}
    >
      <PersonFields />
      <Form.Item name="disabled" valuePropName="checked" extra="停用后立即不能登录，已登录的会话随即结束；记录都保留。">
        <Checkbox>停用这个账号</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

export function ResetDialog({ account, close, show }: Props & { readonly account: Account; readonly show: ShowSlips }) {
  const reset = useChange(api.accounts.resetPassword, TOUCHED);
  return (
    <FormDialog<{ reason: string }>
      title={`重置密码：${account.displayName}（${account.userName}）`}
      submit="重置"
      danger
      initial={{}}
      save={async ({ reason }) => show([await reset.mutateAsync({ accountId: account.accountId, reason })])}
      close={close}
    >
      <Note tone="warn">原密码立即失效，第二步验证一并关闭，已登录的会话全部结束。新密码只显示一次。</Note>
      <ReasonField placeholder="例如：本人书面申请，忘记密码" />
    </FormDialog>
  );
}
