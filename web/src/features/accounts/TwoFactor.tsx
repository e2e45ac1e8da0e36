import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { meQuery, useMe } from '../../api/me.ts';
import { asRefusal, type Refusal } from '../../api/refusal.ts';
import { Failure } from '../../ui/Failure.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Note } from '../../ui/Note.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import style from './TwoFactor.module.css';

interface Prepared {
  readonly secret: string;
  readonly uri: string;
}

/** Groups of four can be typed without losing the place. */
const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

function Enabling({
  prepared,
  done,
}: {
  readonly prepared: Prepared;
  readonly done: (codes: readonly string[]) => void;
}) {
  const [form] = Form.useForm<{ code: string }>();
  const { busy, refusal, submit } = useSubmit(form, async (values: { code: string }) =>
    done((await api.accounts.enableTwoFactor(values)).recoveryCodes),
  );
  return (
    <div className={style.enabling}>
      <QrCode text={prepared.uri} label="身份验证器的二维码" />
      <div>
        <p>1. 在手机上打开身份验证器，扫描二维码；不能扫描的，手工输入密钥：</p>
        <p className={style.secret}>{inFours(prepared.secret)}</p>
        <p>2. 输入身份验证器显示的6位数字：</p>
        <Form form={form} layout="inline" onFinish={submit}>
          <Form.Item name="code" rules={[{ required: true, pattern: /^\d{6}$/, message: '请输入6位数字' }]}>
            <Input
              aria-label="验证码"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              style={{ width: 120 }}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            启用
          </Button>
        </Form>
        {refusal && <Failure error={refusal} />}
      </div>
    </div>
  );
}

const RecoveryCodes = ({ codes, close }: { readonly codes: readonly string[]; readonly close: () => void }) => (
  <Note tone="warn" title="请抄下恢复码，只显示这一次" actions={<Button onClick={close}>已经抄好</Button>}>
    <p>手机丢失或者换机时，用一个恢复码代替验证码登录；每个只能用一次。</p>
    <ul className={style.codes}>
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  </Note>
);

/** 第二步验证: a code from the phone beside the password. */
export function TwoFactor() {
  const queries = useQueryClient();
  const { twoFactor } = useMe();
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [ending, setEnding] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const readAgain = () => queries.invalidateQueries({ queryKey: meQuery.queryKey });
  const prepare = async (): Promise<void> => {
    try {
      setPrepared(await api.accounts.prepareTwoFactor({}));
    } catch (error) {
      setRefusal(asRefusal(error));
    }
  };
  if (codes) return <RecoveryCodes codes={codes} close={() => setCodes(null)} />;
  if (twoFactor) {
    return (
      <>
        <p className={style.state}>已启用。登录时除了密码，还要输入身份验证器上的数字。</p>
        <Button danger onClick={() => setEnding(true)}>
          关闭第二步验证
        </Button>
        {ending && (
          <FormDialog<{ password: string }>
            title="关闭第二步验证"
            submit="关闭"
            danger
            initial={{}}
            saved="已关闭"
            save={async (values) => {
              await api.accounts.disableTwoFactor(values);
              await readAgain();
            }}
            close={() => setEnding(false)}
          >
            <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
              <Input.Password autoComplete="current-password" maxLength={256} />
            </Form.Item>
          </FormDialog>
        )}
      </>
    );
  }
  if (prepared) {
    const done = (recoveryCodes: readonly string[]): void => {
      setCodes(recoveryCodes);
      setPrepared(null);
      void readAgain();
    };
    return <Enabling prepared={prepared} done={done} />;
  }
  return (
    <>
      {refusal && <Failure error={refusal} />}
      <p className={style.state}>
        未启用。启用后，别人即使知道密码也登录不了。需要手机上有任何一种身份验证器（TOTP）。
      </p>
      <Button type="primary" onClick={() => void prepare()}>
        启用第二步验证
      </Button>
    </>
  );
}
