import { DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
}

/** A calendar day in a form; the form holds it as `2024-12-31`. */
export function DateField({ name, label, required = true }: Props) {
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required, message: `请选择${label}` }]}
      getValueProps={(value: string | null) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: Dayjs | null) => value?.format('YYYY-MM-DD') ?? null}
    >
      <DatePicker style={{ width: '100%' }} placeholder="年-月-日" allowClear={!required} />
    </Form.Item>
  );
}
