import { Link } from '@tanstack/react-router';
import type { InputOf, OutputOf } from '@zhunsheng/contract';
import type { bootstrap } from '@zhunsheng/contract/bootstrap';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { bareApi } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Note } from '../../ui/Note.tsx';
import { PrintButton } from '../../ui/PrintButton.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import style from './BootstrapPage.module.css';

type Values = Omit<InputOf<(typeof bootstrap)['use']>, 'token'>;
type Slips = OutputOf<(typeof bootstrap)['use']>['slips'];

const ADMINISTRATORS = [
  ['system', '系统管理员', '管账号，提出授权'],
  ['security', '安全管理员', '批准授权'],
  ['audit', '审计管理员', '查看和核验审计'],
] as const;

/** The token travels behind `#`, so that it never reaches a log of addresses. */
const tokenInAddress = (): string => window.location.hash.slice(1);

const AdministratorFields = () => (
  <>
    {ADMINISTRATORS.map(([key, title, duty]) => (
      <fieldset key={key} className={style.administrator}>
        <legend>
          {title}
          <span className="soft">（{duty}）</span>
        </legend>
        <Form.Item
          name={['administrators', key, 'displayName']}
          label="姓名"
          rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
        >
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item
          name={['administrators', key, 'userName']}
          label="用户名"
          rules={[
            { required: true, message: '请填写用户名' },
            { pattern: /^[a-z0-9][a-z0-9._-]{2,63}$/, message: '须为3至64位小写字母、数字、点、横线或者下划线' },
          ]}
        >
          <Input maxLength={64} autoCapitalize="off" spellCheck={false} />
        </Form.Item>
      </fieldset>
    ))}
  </>
);

function SlipsShown({ slips }: { readonly slips: Slips }) {
  return (
    <>
      <h1>初始化完成</h1>
      <Note tone="warn" title="首次登录凭条只显示这一次">
        请打印或者抄下，分别当面交给三个人。首次登录必须更换密码。
      </Note>
      <ul>
        {slips.map(({ userName, displayName, password }, at) => (
          <li key={userName} className={style.slip}>
            {ADMINISTRATORS[at]?.[1]}　{displayName}　用户名 <code>{userName}</code>　初始密码 <code>{password}</code>
          </li>
        ))}
      </ul>
      <p className={`${style.ways} no-print`}>
        <PrintButton>打印凭条</PrintButton>
        <Link to="/login">去登录</Link>
      </p>
    </>
  );
}

/** 初始化: the one-time link makes the authority and three administrators who exclude each other. */
export function BootstrapPage() {
  const [form] = Form.useForm<Values>();
  const [token] = useState(tokenInAddress);
  const [slips, setSlips] = useState<Slips | null>(null);
  const { busy, refusal, submit } = useSubmit<Values>(form, async (values) => {
    setSlips((await bareApi.bootstrap.use({ ...values, token })).slips);
    window.history.replaceState(null, '', '/bootstrap');
  });
  return (
    <main className={style.page}>
      {slips && <SlipsShown slips={slips} />}
      {!slips && token === '' && (
        <>
          <h1>初始化</h1>
          <Note tone="warn" title="这个网址不完整">
            请用服务器启动时打印的整条链接打开本页；链接失效的，在服务器上运行“zhunsheng-server bootstrap”重新生成。
          </Note>
        </>
      )}
      {!slips && token !== '' && (
        <>
          <h1>初始化考核机关</h1>
          <Note>建立考核机关和三名管理员。三人各管一样，互相制约，一人不能兼任。</Note>
          {refusal && <Failure error={refusal} />}
          <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
            <Form.Item
              name="name"
              label="考核机关名称"
              rules={[{ required: true, min: 2, message: '请填写考核机关名称' }]}
            >
              <Input maxLength={100} placeholder="例如：示例县人民政府" />
            </Form.Item>
            <Form.Item
              name="code"
              label="考核机关代号"
              extra="2至40位小写字母、数字或者横线，登录时区分考核机关用"
              rules={[{ required: true, pattern: /^[a-z0-9-]{2,40}$/, message: '须为2至40位小写字母、数字或者横线' }]}
            >
              <Input maxLength={40} autoCapitalize="off" spellCheck={false} />
            </Form.Item>
            <AdministratorFields />
            <Button type="primary" htmlType="submit" loading={busy}>
              初始化
            </Button>
          </Form>
        </>
      )}
    </main>
  );
}
