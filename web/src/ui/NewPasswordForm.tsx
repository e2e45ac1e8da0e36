import { Button, Form, Input } from 'antd';
import { Failure } from './Failure.tsx';
import { useSubmit } from './use-submit.ts';

export interface NewPassword {
  readonly current: string;
  readonly next: string;
}

interface Props {
  readonly currentLabel: string;
  /** Changes it; what it refuses is shown beside the fields. */
  readonly save: (values: NewPassword) => Promise<unknown>;
}

const MIN = 10;

/** The old password and, twice, a new one. */
export function NewPasswordForm({ currentLabel, save }: Props) {
  const [form] = Form.useForm<NewPassword>();
  const { busy, refusal, submit } = useSubmit<NewPassword>(form, async (values) => {
    await save(values);
    form.resetFields();
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      {refusal && <Failure error={refusal} />}
      <Form.Item name="current" label={currentLabel} rules={[{ required: true, message: `请输入${currentLabel}` }]}>
        <Input.Password autoComplete="current-password" maxLength={256} />
      </Form.Item>
      <Form.Item
        name="next"
        label="新密码"
        extra={`至少${MIN}位，包含大写字母、小写字母、数字、符号中的三种，不含用户名。`}
        rules={[
          { required: true, message: '请输入新密码' },
          { min: MIN, message: `新密码至少${MIN}位` },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输入一遍新密码"
        dependencies={['next']}
        rules={[
          { required: true, message: '请再输入一遍新密码' },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error('两次输入的新密码不一样')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        更换密码
      </Button>
    </Form>
  );
}
