import { queryOptions, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { isUnderWay, type Job } from '../../api/jobs.ts';
import { useChange } from '../../api/queries.ts';
import { asRefusal } from '../../api/refusal.ts';
import { DataTable, LONG_TEXT } from '../../ui/DataTable.tsx';
import { Diagnostics } from '../../ui/Diagnostics.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { momentText } from '../../ui/moments.ts';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useSay } from '../../ui/Toast.tsx';

const STATES: Record<Job['state'], string> = {
  queued: '排队中',
  running: '进行中',
  done: '已完成',
  failed: '失败',
  cancelled: '已取消',
};

const ASK_MS = 1_500;

const jobsQuery = (page: number, pageSize: number) =>
  queryOptions({
    queryKey: ['jobs', 'list', page, pageSize],
    queryFn: () => api.jobs.list({ page, pageSize }),
    // Asked again by itself only as long as something is under way.
    refetchInterval: ({ state }) => (state.data?.entries.some(isUnderWay) ? ASK_MS : false),
  });

function JobState({ job }: { readonly job: Job }) {
  if (job.state === 'running') return <Progress label="进行中" done={job.done} total={job.total} />;
  return (
    <>
      {STATES[job.state]}
      {job.error && <div className="soft">{job.error}</div>}
    </>
  );
}

function Actions({ job }: { readonly job: Job }) {
  const say = useSay();
  const touched = [['jobs']];
  const cancel = useChange(api.jobs.cancel, touched);
  const retry = useChange(api.jobs.retry, touched);
  const onError = (error: Error): void => say(asRefusal(error).message, 'bad');
  const { jobId, title } = job;
  return (
    <span style={{ display: 'flex', gap: 6 }}>
      {job.actions.includes('download') && (
        <DownloadButton url={`/api/jobs/${jobId}/result`} name={title}>
          下载结果
        </DownloadButton>
      )}
      {job.actions.includes('cancel') && (
        <Button
          aria-label={`取消${title}`}
          loading={job.cancelAsked}
          onClick={() => cancel.mutate({ jobId }, { onError })}
        >
          取消
        </Button>
      )}
      {job.actions.includes('retry') && (
        <Button aria-label={`重试${title}`} onClick={() => retry.mutate({ jobId }, { onError })}>
          重试
        </Button>
      )}
    </span>
  );
}

/** 后台任务: what I asked for that takes its time; it goes on when the page is closed. */
export function JobsPage() {
  const [part, setPart] = useState({ page: 1, pageSize: 20 });
  const list = useQuery(jobsQuery(part.page, part.pageSize));
  return (
    <>
      <PageHead title="后台任务" detail="导入、导出等较慢的工作在后台进行，关掉网页也不会中断。" />
      <Panel flush>
        <Shown of={list}>
          {({ total, entries }) => (
            <DataTable
              label="后台任务"
              rowKey="jobId"
              rows={entries}
              total={total}
              part={part}
              change={setPart}
              empty="还没有后台任务。"
              expanded={(job) => (job.diagnostics.length > 0 ? <Diagnostics of={job.diagnostics} /> : null)}
              columns={[
                { key: 'title', title: '任务', dataIndex: 'title', className: LONG_TEXT },
                { key: 'state', title: '状态', className: LONG_TEXT, render: (_, job) => <JobState job={job} /> },
                {
                  key: 'requestedAt',
                  title: '提出时间',
                  responsive: ['sm'],
                  render: (_, { requestedAt }) => momentText(requestedAt),
                },
                {
                  key: 'finishedAt',
                  title: '结束时间',
                  responsive: ['md'],
                  render: (_, { finishedAt }) => (finishedAt ? momentText(finishedAt) : ''),
                },
                {
                  key: 'actions',
                  title: <span className="only-read">操作</span>,
                  render: (_, job) => <Actions job={job} />,
                },
              ]}
            />
          )}
        </Shown>
      </Panel>
    </>
  );
}
