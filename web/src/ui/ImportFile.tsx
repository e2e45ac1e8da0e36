import { Button, Modal } from 'antd';
import { useState } from 'react';
import { asRefusal, type Refusal } from '../api/refusal.ts';
import { type Diagnostic, Diagnostics } from './Diagnostics.tsx';
import { DownloadButton } from './DownloadButton.tsx';
import { Failure } from './Failure.tsx';
import { Note } from './Note.tsx';
import { Progress } from './Progress.tsx';
import { UploadArea } from './UploadArea.tsx';

export interface ImportFollowing {
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

interface Found {
  readonly diagnostics: readonly Diagnostic[];
}

interface Props<P extends Found> {
  readonly title: string;
  readonly hint: string;
  readonly template: { readonly url: string; readonly name: string };
  readonly maxBytes: number;
  /** What would happen; writes nothing. */
  readonly tryOut: (file: File) => Promise<P>;
  /** Writes; tells how far it is, and stops when it is asked to. */
  readonly take: (file: File, following: ImportFollowing) => Promise<P>;
  readonly summary: (plan: P) => string;
  readonly isEmpty: (plan: P) => boolean;
  readonly close: () => void;
  /** Takes the result over; without it the dialog shows that it is done. */
  readonly done?: (plan: P) => void;
}

type Stage<P> =
  | { readonly kind: 'choose' }
  | { readonly kind: 'trying' }
  | { readonly kind: 'tried'; readonly plan: P }
  | { readonly kind: 'taking'; readonly plan: P; readonly done: number; readonly total: number }
  | { readonly kind: 'taken'; readonly plan: P };

const countOf = (plan: Found, severity: Diagnostic['severity']): number =>
  plan.diagnostics.filter((found) => found.severity === severity).length;

function Outcome<P extends Found>({ plan, taken, summary }: { plan: P; taken: boolean; summary: (plan: P) => string }) {
  const errors = countOf(plan, 'error');
  const title = taken ? '已经导入' : errors > 0 ? `有${errors}处错误，没有写入任何内容` : '可以导入';
  return (
    <>
      <Note tone={errors > 0 ? 'bad' : 'good'} title={title}>
        {errors > 0 ? '请在文件里改正后再选一次；下面是全部问题。' : summary(plan)}
      </Note>
      {plan.diagnostics.length > 0 && <Diagnostics of={plan.diagnostics} />}
    </>
  );
}

/** A file from Excel in two steps: first what would happen and every problem at once, then, if nothing is wrong, the import. */
export function ImportFile<P extends Found>(props: Props<P>) {
  const { title, hint, template, maxBytes, tryOut, take, summary, isEmpty, close, done } = props;
  const [file, setFile] = useState<File | null>(null);
  const [stage, setStage] = useState<Stage<P>>({ kind: 'choose' });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [stop, setStop] = useState<AbortController | null>(null);

  const choose = async (chosen: File | null): Promise<void> => {
    setFile(chosen);
    setRefusal(null);
    setStage({ kind: chosen ? 'trying' : 'choose' });
    if (!chosen) return;
    try {
      setStage({ kind: 'tried', plan: await tryOut(chosen) });
    } catch (error) {
      setRefusal(asRefusal(error));
      setStage({ kind: 'choose' });
    }
  };
  const write = async (chosen: File, plan: P): Promise<void> => {
    setRefusal(null);
    const stop = new AbortController();
    setStop(stop);
    setStage({ kind: 'taking', plan, done: 0, total: 0 });
    try {
      const report = (done: number, total: number): void => setStage({ kind: 'taking', plan, done, total });
      const taken = await take(chosen, { report, signal: stop.signal });
      if (done) done(taken);
      else setStage({ kind: 'taken', plan: taken });
    } catch (error) {
      setRefusal(asRefusal(error));
      setStage({ kind: 'tried', plan });
    }
  };
  const problems = refusal?.details.diagnostics as readonly Diagnostic[] | undefined;
  const plan = 'plan' in stage ? stage.plan : undefined;
  const ready = stage.kind === 'tried' && countOf(stage.plan, 'error') === 0 && !isEmpty(stage.plan);
  const busy = stage.kind === 'trying' || stage.kind === 'taking';
  return (
    <Modal
      open
      title={title}
      width={760}
      mask={{ closable: false }}
      onCancel={stage.kind === 'taking' ? () => stop?.abort() : close}
      footer={
        <>
          <DownloadButton {...template} type="link">
            下载模板
          </DownloadButton>
          <Button onClick={close}>{stage.kind === 'taken' ? '完成' : '取消'}</Button>
          {stage.kind !== 'taken' && (
            <Button
              type="primary"
              disabled={!ready}
              loading={busy}
              onClick={() => file && plan && void write(file, plan)}
            >
              导入
            </Button>
          )}
        </>
      }
    >
      {stage.kind !== 'taken' && (
        <UploadArea
          label="选择 Excel 文件"
          accept=".xlsx"
          hint={hint}
          maxBytes={maxBytes}
          file={file}
          choose={(f) => void choose(f)}
        />
      )}
      <div aria-live="polite" style={{ marginTop: 16 }}>
        {refusal && <Failure error={refusal} />}
        {problems && problems.length > 0 && <Diagnostics of={problems} />}
        {stage.kind === 'trying' && <p>正在检查文件……</p>}
        {stage.kind === 'taking' && (
          <Progress label="正在导入" done={stage.done} total={stage.total} cancel={() => stop?.abort()} />
        )}
        {plan && <Outcome plan={plan} taken={stage.kind === 'taken'} summary={summary} />}
      </div>
    </Modal>
  );
}
