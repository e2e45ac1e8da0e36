import { Button, type ButtonProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { download } from '../api/download.ts';
import { asRefusal } from '../api/refusal.ts';
import { useSay } from './Toast.tsx';

interface Props {
  readonly url: string;
  readonly name: string;
  readonly type?: ButtonProps['type'];
  readonly children: ReactNode;
}

/** Fetches a file; shows that it is under way and why it failed. */
export function DownloadButton({ url, name, type = 'default', children }: Props) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      await download(url, name);
    } catch (error) {
      say(asRefusal(error).message, 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button type={type} loading={busy} onClick={() => void start()}>
      {children}
    </Button>
  );
}
