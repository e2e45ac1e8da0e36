import { Form, Input, Radio } from 'antd';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/queries.ts';
import { AccountPicker } from '../../pickers/AccountPicker.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { today } from '../../ui/moments.ts';
import type { ChangeProps } from './change.ts';
import { blankToNull } from './organization-fields.tsx';
import { type Organization, TOUCHED } from './organizations.api.ts';

type Appoint = Parameters<typeof api.organizations.appoint>[0];
type Dismiss = Parameters<typeof api.organizations.dismiss>[0];

export function AppointDialog({ body, close }: ChangeProps) {
  const appoint = useChange(api.organizations.appoint, TOUCHED);
  const seesAccounts = useMay('accounts.read');
  return (
    <FormDialog<Appoint>
      title={`登记领导或者联络员：${body.name}`}
      submit="登记"
      saved="已登记"
      initial={{ kind: 'liaison', validFrom: today() }}
      save={(values) => appoint.mutateAsync({ ...blankToNull(values), organizationId: body.organizationId })}
      close={close}
    >
      <Form.Item name="kind" label="身份">
        <Radio.Group
          options={[
            { value: 'liaison', label: '联络员' },
            { value: 'leader', label: '领导' },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="title" label="职务">
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="phone" label="电话" rules={[{ pattern: /^[0-9+ -]{5,20}$/, message: '须为5至20位电话号码' }]}>
        <Input maxLength={20} inputMode="tel" />
      </Form.Item>
      {seesAccounts && (
        <Form.Item name="accountId" label="对应账号" extra="只登记联系方式，不带来权限；权限在“授权”里办。">
          <AccountPicker allowClear />
        </Form.Item>
      )}
      <DateField name="validFrom" label="开始日期" />
    </FormDialog>
  );
}

export function DismissDialog({
  body,
  contact,
  close,
}: ChangeProps & { readonly contact: Organization['contacts'][number] }) {
  const dismiss = useChange(api.organizations.dismiss, TOUCHED);
  const { organizationId } = body;
  return (
    <FormDialog<Pick<Dismiss, 'validTo'>>
      title={`结束${contact.name}的任期`}
      submit="结束任期"
      saved="任期已结束"
      initial={{ validTo: today() }}
      save={({ validTo }) => dismiss.mutateAsync({ organizationId, contactId: contact.contactId, validTo })}
      close={close}
    >
      <DateField name="validTo" label="最后一天" />
    </FormDialog>
  );
}
