import { OIDC_START } from '@zhunsheng/contract/oidc-addresses';
import { Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { bareApi } from '../../api/client.ts';
import type { Me } from '../../api/me.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import style from './SignInForm.module.css';
import type { Ways } from './sessions.api.ts';

interface Values {
  readonly authority?: string;
  readonly userName: string;
  readonly password: string;
}

interface Props {
  readonly ways: Ways | undefined;
  /** What a demo account fills in. */
  readonly given: { readonly userName: string; readonly password: string } | undefined;
  readonly admitted: (me: Me) => void;
  /** Who was signed in, where the same person is asked again. */
  readonly userName?: string;
  readonly authority?: string;
}

/** User name and password, or the way to 统一认证 where there is one. */
export function SignInForm({ ways, given, admitted, userName, authority }: Props) {
  const [form] = Form.useForm<Values>();
  const { busy, refusal, submit } = useSubmit<Values>(form, async (values) =>
    admitted(await bareApi.sessions.signIn({ ...(authority !== undefined && { authority }), ...values })),
  );
  const authorities = ways?.authorities ?? [];

  useEffect(() => {
    if (!given) return;
    form.setFieldsValue(given);
    form.submit();
  }, [given, form]);

  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={submit}
      requiredMark={false}
      disabled={busy}
      initialValues={{ userName }}
    >
      {refusal && <Failure error={refusal} />}
      {authorities.length > 1 && (
        <Form.Item name="authority" label="考核机关" rules={[{ required: true, message: '请选择考核机关' }]}>
          <select className={style.authority}>
            <option value="">请选择</option>
            {authorities.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </Form.Item>
      )}
      <Form.Item name="userName" label="用户名" rules={[{ required: true, message: '请输入用户名' }]}>
        <Input autoComplete="username" autoFocus maxLength={100} autoCapitalize="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password autoComplete="current-password" maxLength={256} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        登录
      </Button>
      {ways?.oidc && (
        <Button href={OIDC_START} block style={{ marginTop: 10 }}>
          {ways.oidc.title}
        </Button>
      )}
    </Form>
  );
}
