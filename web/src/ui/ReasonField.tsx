import { Form, Input } from 'antd';

interface Props {
  readonly label?: string;
  readonly placeholder?: string;
}

/** Why somebody does something: whatever changes the record asks for it. */
export const ReasonField = ({ label = '理由', placeholder }: Props) => (
  <Form.Item
    name="reason"
    label={label}
    rules={[{ required: true, whitespace: true, min: 2, message: `请写明${label}，至少2个字` }]}
  >
    <Input.TextArea rows={2} maxLength={500} showCount placeholder={placeholder} />
  </Form.Item>
);
