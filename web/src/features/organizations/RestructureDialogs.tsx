import { Button, Checkbox, Form, Input } from 'antd';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/queries.ts';
import { OrganizationPicker } from '../../pickers/OrganizationPicker.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { today } from '../../ui/moments.ts';
import { Note } from '../../ui/Note.tsx';
import type { ChangeProps } from './change.ts';
import { BasisField, NameField } from './organization-fields.tsx';
import { TOUCHED } from './organizations.api.ts';

type Call<N extends 'rename' | 'move' | 'close' | 'merge' | 'split'> = Parameters<(typeof api.organizations)[N]>[0];

const dated = () => ({ happenedOn: today() });

export function RenameDialog({ body, close }: ChangeProps) {
  const rename = useChange(api.organizations.rename, TOUCHED);
  const { organizationId, version } = body;
  return (
    <FormDialog<Call<'rename'>>
      title={`更名：${body.name}`}
      submit="更名"
      saved="已更名"
      initial={{ name: body.name, ...dated() }}
      save={(values) => rename.mutateAsync({ ...values, organizationId, version })}
      close={close}
    >
      <NameField label="新名称" />
      <DateField name="happenedOn" label="更名日期" />
      <BasisField />
    </FormDialog>
  );
}

export function MoveDialog({ body, close }: ChangeProps) {
  const move = useChange(api.organizations.move, TOUCHED);
  const { organizationId, version } = body;
  return (
    <FormDialog<Call<'move'>>
      title={`变更上级：${body.name}`}
      submit="变更"
      saved="上级已变更"
      initial={{ ...(body.parentId && { parentId: body.parentId }), ...dated() }}
      save={(values) => move.mutateAsync({ ...values, organizationId, version })}
      close={close}
    >
      <Note>下级单位随它一起移动。看得到原上级的人，可能因此看不到它。</Note>
      <Form.Item name="parentId" label="新的上级单位" rules={[{ required: true, message: '请选择上级单位' }]}>
        <OrganizationPicker />
      </Form.Item>
      <DateField name="happenedOn" label="变更日期" />
      <BasisField />
    </FormDialog>
  );
}

export function CloseDialog({ body, close }: ChangeProps) {
  const closing = useChange(api.organizations.close, TOUCHED);
  const { organizationId, version } = body;
  return (
    <FormDialog<Call<'close'>>
      title={`撤销：${body.name}`}
      submit="撤销单位"
      danger
      saved="已撤销"
      initial={dated()}
      save={(values) => closing.mutateAsync({ ...values, organizationId, version })}
      close={close}
    >
      <Note tone="warn">撤销后不能再改，记录和沿革保留。职责由其他单位承接的，请用“并入”或者“拆分”。</Note>
      <DateField name="happenedOn" label="撤销日期" />
      <BasisField />
    </FormDialog>
  );
}

export function MergeDialog({ body, close }: ChangeProps) {
  const merge = useChange(api.organizations.merge, TOUCHED);
  const { organizationId, version } = body;
  return (
    <FormDialog<Call<'merge'>>
      title={`将其他单位并入${body.name}`}
      submit="合并"
      saved="已合并"
      initial={dated()}
      save={(values) => merge.mutateAsync({ ...values, organizationId, version })}
      close={close}
    >
      <Note tone="warn">被并入的单位随即撤销，下级单位转到{body.name}之下。</Note>
      <Form.Item name="merged" label="被并入的单位" rules={[{ required: true, message: '请选择被并入的单位' }]}>
        <OrganizationPicker multiple />
      </Form.Item>
      <DateField name="happenedOn" label="合并日期" />
      <BasisField />
    </FormDialog>
  );
}

/** The bodies that come out of a division: code and name of each. */
const Successors = () => (
  <Form.List name="successors">
    {(fields, { add, remove }) => (
      <Form.Item label="拆分后的单位" required>
        {fields.map(({ key, name }) => (
          <div key={key} style={{ display: 'flex', gap: 8, marginBottom: 8 }}>
            <Form.Item name={[name, 'code']} noStyle rules={[{ required: true, message: '请填写编号' }]}>
              <Input
                placeholder="编号"
                aria-label={`第${name + 1}个单位的编号`}
                maxLength={40}
                style={{ width: 120 }}
              />
            </Form.Item>
            <Form.Item name={[name, 'name']} noStyle rules={[{ required: true, message: '请填写名称' }]}>
              <Input placeholder="名称" aria-label={`第${name + 1}个单位的名称`} maxLength={100} />
            </Form.Item>
            {fields.length > 1 && (
              <Button aria-label={`去掉第${name + 1}个单位`} onClick={() => remove(name)}>
                去掉
              </Button>
            )}
          </div>
        ))}
        {fields.length < 20 && <Button onClick={() => add({})}>再加一个</Button>}
      </Form.Item>
    )}
  </Form.List>
);

export function SplitDialog({ body, close }: ChangeProps) {
  const split = useChange(api.organizations.split, TOUCHED);
  const { organizationId, version } = body;
  return (
    <FormDialog<Call<'split'>>
      title={`拆分：${body.name}`}
      submit="拆分"
      saved="已拆分"
      initial={{ successors: [{ code: '', name: '' }], remains: true, ...dated() }}
      save={(values) => split.mutateAsync({ ...values, organizationId, version })}
      close={close}
    >
      <Successors />
      <Form.Item name="remains" valuePropName="checked">
        <Checkbox>{body.name}继续存续</Checkbox>
      </Form.Item>
      <DateField name="happenedOn" label="拆分日期" />
      <BasisField />
    </FormDialog>
  );
}
