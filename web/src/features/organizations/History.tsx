import { Link } from '@tanstack/react-router';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import type { Organization } from './organizations.api.ts';

const KINDS = { open: '设立', close: '撤销', rename: '更名', move: '变更上级', merge: '合并', split: '拆分' } as const;

/** 沿革: what happened to a body, with the reason for each. */
export const History = ({ body }: { readonly body: Organization }) => (
  <Panel flush title="沿革">
    <PlainTable
      cards
      label="沿革"
      empty="没有记录。"
      rows={body.history}
      rowKey={(event) => `${event.happenedOn} ${event.kind} ${event.description}`}
      columns={[
        { title: '日期', show: ({ happenedOn }) => happenedOn },
        { title: '事项', show: ({ kind }) => KINDS[kind] },
        {
          title: '内容',
          long: true,
          show: ({ description, others }) => (
            <>
              {description}
              {others.map(({ organizationId, name }) => (
                <span key={organizationId} className="among-words">
                  {' '}
                  <Link to="/organizations/$organizationId" params={{ organizationId }}>
                    {name}
                  </Link>
                </span>
              ))}
            </>
          ),
        },
        { title: '理由和依据', long: true, show: ({ reason }) => reason },
      ]}
    />
  </Panel>
);
