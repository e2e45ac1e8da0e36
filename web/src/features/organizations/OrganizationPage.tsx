import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Note } from '../../ui/Note.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { ChangeDialog } from './ChangeDialog.tsx';
import { Children } from './Children.tsx';
import { Contacts } from './Contacts.tsx';
import type { Change } from './change.ts';
import { History } from './History.tsx';
import { Memberships } from './Memberships.tsx';
import { type Organization, organizationQuery } from './organizations.api.ts';

const route = getRouteApi('/inside/organizations/$organizationId');

const CHANGES: Record<Organization['actions'][number], string> = {
  update: '修改信息',
  rename: '更名',
  move: '变更上级',
  merge: '并入其他单位',
  split: '拆分',
  close: '撤销',
};

function Head({ body, choose }: { readonly body: Organization; readonly choose: (change: Change) => void }) {
  const above = body.path.slice(0, -1);
  const seesFiles = useMay('files.read');
  return (
    <PageHead
      title={body.name}
      crumbs={
        <>
          <Link to="/organizations">单位</Link>
          {above.map(({ organizationId, name }) => (
            <Link key={organizationId} to="/organizations/$organizationId" params={{ organizationId }}>
              {name}
            </Link>
          ))}
        </>
      }
      detail={[body.code, body.group, body.class].filter(Boolean).join('　')}
      actions={
        <>
          {seesFiles && (
            <Link to="/files/$organizationId" params={{ organizationId: body.organizationId }}>
              文件
            </Link>
          )}
          {body.actions.map((action) => (
            <Button key={action} danger={action === 'close'} onClick={() => choose(action)}>
              {CHANGES[action]}
            </Button>
          ))}
        </>
      }
    />
  );
}

/** One body: what is known of it, who leads it and files for it, its groups in time, what happened to it. */
export function OrganizationPage() {
  const { organizationId } = route.useParams();
  const found = useQuery(organizationQuery(organizationId));
  const [change, setChange] = useState<Change | null>(null);
  return (
    <Shown of={found} lines={14}>
      {(body) => (
        <>
          <Head body={body} choose={setChange} />
          {body.closedOn && (
            <Note tone="warn" title={`已于${body.closedOn}撤销`}>
              信息只能查看，沿革见下。
            </Note>
          )}
          {body.warnings.map(({ code, message }) => (
            <Note key={code} tone="warn">
              {message}
            </Note>
          ))}
          <Panel title="基本信息">
            <Facts
              of={[
                ['编号', body.code],
                ['简称', body.shortName],
                ['类型', body.kind],
                ['成立日期', body.openedOn],
                ['统一社会信用代码', body.creditCode],
                ['行政区划代码', body.divisionCode],
              ]}
            />
          </Panel>
          <Contacts body={body} choose={setChange} />
          <Memberships body={body} choose={setChange} />
          <Children organizationId={organizationId} />
          <History body={body} />
          {change && <ChangeDialog body={body} change={change} close={() => setChange(null)} />}
        </>
      )}
    </Shown>
  );
}
