import { Form } from 'antd';
import { api } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/queries.ts';
import { OrganizationPicker } from '../../pickers/OrganizationPicker.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { today } from '../../ui/moments.ts';
import { BasisField, blankToNull, CodeField, DetailFields, GroupFields, NameField } from './organization-fields.tsx';
import { TOUCHED } from './organizations.api.ts';

type Values = Parameters<typeof api.organizations.open>[0];

interface Props {
  readonly parentId: string | undefined;
  readonly close: () => void;
}

/** 新设单位 below a body that the user may manage. */
export function OpenDialog({ parentId, close }: Props) {
  const open = useChange(api.organizations.open, TOUCHED);
  const own = useMe().grants[0]?.organizationId;
  return (
    <FormDialog<Values>
      title="新设单位"
      submit="新设"
      saved="单位已设立"
      initial={{ parentId: parentId ?? own, happenedOn: today() }}
      save={(values) => open.mutateAsync(blankToNull(values))}
      close={close}
    >
      <Form.Item name="parentId" label="上级单位" rules={[{ required: true, message: '请选择上级单位' }]}>
        <OrganizationPicker />
      </Form.Item>
      <NameField />
      <CodeField />
      <GroupFields />
      <DetailFields />
      <DateField name="happenedOn" label="成立日期" />
      <BasisField />
    </FormDialog>
  );
}
