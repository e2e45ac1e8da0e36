import { Button, Form, Input } from 'antd';
import { bareApi } from '../../api/client.ts';
import type { Me } from '../../api/me.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import { SignOutButton } from './SignOutButton.tsx';

interface Values {
  readonly code: string;
}

/** The second step: a code of the authenticator, or one of the recovery codes. */
export function CodeForm({ admitted }: { readonly admitted: (me: Me) => void }) {
  const [form] = Form.useForm<Values>();
  const { busy, refusal, submit } = useSubmit<Values>(form, async (values) =>
    admitted(await bareApi.sessions.confirm(values)),
  );
  return (
    <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
      {refusal && <Failure error={refusal} />}
      <Form.Item
        name="code"
        label="验证码"
        extra="打开身份验证器，输入6位数字；手机不在身边时可以输入一个恢复码。"
        rules={[
          { required: true, message: '请输入验证码' },
          { min: 6, message: '验证码至少6位' },
        ]}
      >
        <Input autoComplete="one-time-code" autoFocus maxLength={40} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        确认
      </Button>
      <p className="soft" style={{ marginTop: 10 }}>
        <SignOutButton />
        ，换一个账号登录
      </p>
    </Form>
  );
}
