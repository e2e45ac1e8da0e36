import { CONTRACT } from 'virtual:contract';
import { declaredTypeOf, FILE_TYPES } from '@zhunsheng/contract/file-types';
import { useState } from 'react';
import { useReadAgain } from '../../api/queries.ts';
import { asRefusal, type Refusal } from '../../api/refusal.ts';
import { upload } from '../../api/upload.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { useSay } from '../../ui/Toast.tsx';
import { UploadArea } from '../../ui/UploadArea.tsx';
import { type FileEntry, TOUCHED } from './files.api.ts';

const ACCEPTED = Object.keys(FILE_TYPES)
  .map((ending) => `.${ending}`)
  .join(',');
const MAX_BYTES = CONTRACT.files.upload.upload?.maxBytes ?? 0;
const HINT = '一个文件最大200 MB。涉密的、与考核无关的个人信息，一律不要上传。';

interface Sending {
  readonly sent: number;
  readonly total: number;
  readonly stop: AbortController;
}

/** Hands a file in; shows how much is sent, and can be stopped. */
export function UploadFiles({ organizationId }: { readonly organizationId: string }) {
  const readAgain = useReadAgain();
  const say = useSay();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async (file: File | null): Promise<void> => {
    setRefusal(null);
    if (!file) return;
    const stop = new AbortController();
    const report = (sent: number, total: number): void => setSending({ sent, total, stop });
    report(0, file.size);
    try {
      const type = declaredTypeOf(file.name) ?? 'application/octet-stream';
      const input = { organizationId, name: file.name };
      await upload<FileEntry>(CONTRACT.files.upload, input, file, type, { report, signal: stop.signal });
      say(`“${file.name}”已上传`);
      await readAgain(TOUCHED);
    } catch (error) {
      setRefusal(asRefusal(error));
    } finally {
      setSending(null);
    }
  };
  return (
    <Panel title="上传文件">
      {sending ? (
        <Progress label="正在上传" done={sending.sent} total={sending.total} cancel={() => sending.stop.abort()} />
      ) : (
        <UploadArea
          label="选择文件"
          accept={ACCEPTED}
          hint={HINT}
          maxBytes={MAX_BYTES}
          file={null}
          choose={(file) => void send(file)}
        />
      )}
      <div aria-live="polite" style={{ marginTop: 12 }}>
        {refusal && <Failure error={refusal} />}
      </div>
    </Panel>
  );
}
