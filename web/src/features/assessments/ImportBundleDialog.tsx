import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { followJob } from '../../api/jobs.ts';
import { asRefusal, type Refusal } from '../../api/refusal.ts';
import { type Diagnostic, Diagnostics } from '../../ui/Diagnostics.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { UploadArea } from '../../ui/UploadArea.tsx';

const MAX_BYTES = 50 * 1024 * 1024;
const HINT = '结果包由“zhunsheng export --bundle”生成，里面有方案、花名册、记录和结果；导入时全部复算一遍。';

/** Brings a whole assessment in; what is wrong with the file is told in full, and nothing is written then. */
export function ImportBundleDialog({ close }: { readonly close: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [openMissing, setOpenMissing] = useState(true);
  const [work, setWork] = useState<{ done: number; total: number; stop: AbortController } | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const start = async (chosen: File): Promise<void> => {
    const stop = new AbortController();
    const report = (done: number, total: number): void => setWork({ done, total, stop });
    report(0, 0);
    setRefusal(null);
    try {
      const input = { name: chosen.name.slice(-200), openMissing };
      const started = await api.assessments.startImport(input, chosen, 'application/zip');
      const { result } = await followJob(started, { report, signal: stop.signal });
      await queries.invalidateQueries();
      const { assessmentId } = result as { assessmentId: string };
      await navigate({ to: '/assessments/$assessmentId', params: { assessmentId } });
    } catch (error) {
      setRefusal(asRefusal(error));
      setWork(null);
    }
  };
  const problems = refusal?.details.diagnostics as readonly Diagnostic[] | undefined;
  return (
    <Modal
      open
      title="导入结果包"
      width={640}
      mask={{ closable: false }}
      onCancel={close}
      footer={
        <>
          <Button onClick={close}>取消</Button>
          <Button type="primary" disabled={!file} loading={work !== null} onClick={() => file && void start(file)}>
            导入
          </Button>
        </>
      }
    >
      <UploadArea label="选择结果包" accept=".zip" hint={HINT} maxBytes={MAX_BYTES} file={file} choose={setFile} />
      <p style={{ margin: '12px 0' }}>
        <Checkbox checked={openMissing} onChange={(event) => setOpenMissing(event.target.checked)}>
          花名册里系统没有的单位，一并新设
        </Checkbox>
      </p>
      <div aria-live="polite">
        {work && (
          <Progress label="正在导入和复算" done={work.done} total={work.total} cancel={() => work.stop.abort()} />
        )}
        {refusal && <Failure error={refusal} />}
        {problems && <Diagnostics of={problems} />}
      </div>
    </Modal>
  );
}
