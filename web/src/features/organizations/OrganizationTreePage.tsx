import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Failure } from '../../ui/Failure.tsx';
import { Note } from '../../ui/Note.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PrintButton } from '../../ui/PrintButton.tsx';
import { Loading } from '../../ui/Shown.tsx';
import style from './OrganizationTree.module.css';
import { belowQuery, type OrganizationEntry } from './organizations.api.ts';

interface BranchProps {
  readonly body: OrganizationEntry;
  readonly depth: number;
}

/** One body, and once it is opened what lies below it. */
function Branch({ body, depth }: BranchProps) {
  const { organizationId, name, code, children } = body;
  const [open, setOpen] = useState(depth === 0);
  const membership = [body.group, body.class].filter(Boolean).join('，');
  return (
    <li>
      <div className={style.body}>
        {children > 0 ? (
          <button
            type="button"
            className={style.toggle}
            aria-expanded={open}
            aria-label={`${name}的${children}个下级单位`}
            onClick={() => setOpen(!open)}
          />
        ) : (
          <span className={style.leaf} />
        )}
        <Link to="/organizations/$organizationId" params={{ organizationId }}>
          {name}
        </Link>
        <span className="soft">{code}</span>
        {membership && <span className="soft">{membership}</span>}
        {children > 0 && <span className="soft">下级{children}个</span>}
      </div>
      {open && children > 0 && <Below parentId={organizationId} depth={depth + 1} />}
    </li>
  );
}

function Below({ parentId, depth }: { readonly parentId: string | null; readonly depth: number }) {
  const list = useInfiniteQuery(belowQuery(parentId));
  const { data, isError, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  if (!data) return isError ? <Failure error={error} again={() => void refetch()} /> : <Loading lines={3} />;
  const bodies = data.pages.flatMap(({ entries }) => entries);
  const left = (data.pages[0]?.total ?? 0) - bodies.length;
  if (bodies.length === 0) return <Note>您的权限内没有单位。</Note>;
  return (
    <>
      <ul className={depth === 0 ? style.tree : style.below}>
        {bodies.map((body) => (
          <Branch key={body.organizationId} body={body} depth={depth} />
        ))}
      </ul>
      {hasNextPage && (
        <Button type="link" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          还有{left}个，继续显示
        </Button>
      )}
    </>
  );
}

/** 单位 as they lie under each other, opened level by level. */
export const OrganizationTreePage = () => (
  <>
    <PageHead
      title="单位层级"
      crumbs={<Link to="/organizations">单位</Link>}
      detail="点三角展开下级单位，点名称查看单位。"
      actions={<PrintButton />}
    />
    <Panel>
      <Below parentId={null} depth={0} />
    </Panel>
  </>
);
