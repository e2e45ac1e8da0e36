import { Button, Form, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Failure } from './Failure.tsx';
import { useSay } from './Toast.tsx';
import { useSubmit } from './use-submit.ts';

interface Props<V> {
  readonly title: string;
  readonly submit: string;
  readonly danger?: boolean;
  readonly initial: Partial<V>;
  /** Does the change; what it refuses is shown beside the fields, and nothing typed is lost. */
  readonly save: (values: V) => Promise<unknown>;
  readonly close: () => void;
  readonly saved?: string;
  readonly children: ReactNode;
}

/** Asks before the browser leaves a page on which something was typed. */
function useStayAsked(touched: boolean): void {
  useEffect(() => {
    if (!touched) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [touched]);
}

const LeaveQuestion = ({ stay, leave }: { readonly stay: () => void; readonly leave: () => void }) => (
  <Modal
    open
    title="放弃填写的内容？"
    width={400}
    onCancel={stay}
    footer={
      <>
        <Button onClick={stay}>继续填写</Button>
        <Button danger onClick={leave}>
          放弃
        </Button>
      </>
    }
  >
    填写的内容还没有保存。
  </Modal>
);

/** A form over the page: saves once, keeps what was typed through every refusal, asks before throwing it away. */
export function FormDialog<V extends object>(props: Props<V>) {
  const { title, submit: words, danger = false, initial, save, close, saved, children } = props;
  const [form] = Form.useForm<V>();
  const say = useSay();
  const [leaving, setLeaving] = useState(false);
  const [touched, setTouched] = useState(false);
  useStayAsked(touched);

  const leave = (): void => (touched ? setLeaving(true) : close());
  const { busy, refusal, submit } = useSubmit<V>(form, async (values) => {
    await save(values);
    if (saved) say(saved);
    close();
  });
  return (
    <Modal
      open
      title={title}
      okText={words}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ danger, htmlType: 'submit' }}
      onOk={() => form.submit()}
      onCancel={leave}
      mask={{ closable: false }}
      width={560}
    >
      {refusal && <Failure error={refusal} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={submit}
        onValuesChange={() => setTouched(true)}
        disabled={busy}
        scrollToFirstError
      >
        {children}
      </Form>
      {leaving && <LeaveQuestion stay={() => setLeaving(false)} leave={close} />}
    </Modal>
  );
}
