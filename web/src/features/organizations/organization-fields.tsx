import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Form, Input } from 'antd';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { groupsQuery } from './organizations.api.ts';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

export const CodeField = () => (
  <Form.Item
    name="code"
    label="编号"
    extra="导入导出时用来认单位，全系统不重复，例如 T01"
    rules={[
      { required: true, message: '请填写编号' },
      { pattern: CODE, message: '须为1至40位字母、数字、点、横线或者下划线' },
    ]}
  >
    <Input maxLength={40} />
  </Form.Item>
);

export const NameField = ({ label = '名称' }: { readonly label?: string }) => (
  <Form.Item name="name" label={label} rules={[{ required: true, whitespace: true, message: `请填写${label}` }]}>
    <Input maxLength={100} showCount />
  </Form.Item>
);

/** What is known of a body beside its name; all of it may stay empty. */
export const DetailFields = () => (
  <>
    <Form.Item name="shortName" label="简称">
      <Input maxLength={50} />
    </Form.Item>
    <Form.Item name="kind" label="类型" extra="例如 乡镇、街道、县政府部门">
      <Input maxLength={30} />
    </Form.Item>
    <Form.Item name="creditCode" label="统一社会信用代码" extra="18位；校验位不对只提醒，不妨碍保存">
      <Input maxLength={30} />
    </Form.Item>
    <Form.Item name="divisionCode" label="行政区划代码">
      <Input maxLength={20} />
    </Form.Item>
  </>
);

const options = (words: Iterable<string>) => [...new Set(words)].map((value) => ({ value }));

/** Group and class: those in use are offered, others can be typed. */
export function GroupFields({ required = false }: { readonly required?: boolean }) {
  const { data } = useQuery(groupsQuery);
  const group: string | undefined = Form.useWatch('group');
  const entries = data?.entries ?? [];
  const classes = entries.filter((entry) => !group || entry.group === group).map((entry) => entry.class);
  return (
    <>
      <Form.Item name="group" label="分组" rules={[{ required, message: '请填写分组' }]}>
        <AutoComplete options={options(entries.map((entry) => entry.group))} maxLength={50} />
      </Form.Item>
      <Form.Item name="class" label="等级" extra="决定评分标准里按等级规定的数，例如 中心镇">
        <AutoComplete options={options(classes.filter((name) => name !== null))} maxLength={50} />
      </Form.Item>
    </>
  );
}

export const BasisField = () => <ReasonField label="理由和依据" placeholder="例如：县编委〔2026〕12号文件" />;

/** Empty fields of a form as the contract wants them. */
export const blankToNull = <V extends object>(values: V): V =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === '' || value === undefined ? null : value]),
  ) as V;
