import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Facts } from '../../ui/Facts.tsx';
import { Note } from '../../ui/Note.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PrintButton } from '../../ui/PrintButton.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { openAtFirst, pathsBelow, pathTo, wantedOnly } from './open-nodes.ts';
import style from './SheetPage.module.css';
import { SheetTree } from './SheetTree.tsx';
import { type ScoreSheet, sheetQuery } from './scores.api.ts';

const route = getRouteApi('/inside/scores/$assessmentId/subjects/$subjectId');

const Missing = ({ missing }: { readonly missing: ScoreSheet['missing'] }) =>
  missing.length === 0 ? null : (
    <Note tone="warn" title={`缺${missing.length}项数据，补齐之前不排名、不评等次`}>
      <ul>
        {missing.slice(0, 10).map(({ id, title, component, reason }) => (
          <li key={`${component} ${id}`}>
            {title}（{id}）：{reason}
          </li>
        ))}
      </ul>
      {missing.length > 10 && <p>另有{missing.length - 10}项，见下表。</p>}
    </Note>
  );

const Summary = ({ sheet }: { readonly sheet: ScoreSheet }) => (
  <Panel title="结果">
    <Facts
      of={[
        ['总分', sheet.total === null ? '缺数据' : <b>{`${sheet.total}分（满分${sheet.root.full ?? ''}）`}</b>],
        ['名次', sheet.rank === null ? '未排名' : `${sheet.group.title}第${sheet.rank}名`],
        ['等次', sheet.grade ?? '未评'],
        ['理由', sheet.reasons.join('；')],
      ]}
    />
  </Panel>
);

function Tree({ sheet, item }: { readonly sheet: ScoreSheet; readonly item: string | undefined }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set([...openAtFirst(sheet.root), ...pathTo(sheet.root, item)]),
  );
  const [lostOnly, setLostOnly] = useState(false);
  const root = lostOnly ? wantedOnly(sheet.root) : sheet.root;
  const toggle = (path: string): void => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  return (
    <Panel
      flush
      title="每一分的来由"
      actions={
        <>
          <Checkbox checked={lostOnly} onChange={(event) => setLostOnly(event.target.checked)}>
            只看失分和缺数据的
          </Checkbox>
          <Button size="small" onClick={() => setOpen(new Set(pathsBelow(root)))}>
            全部展开
          </Button>
          <Button size="small" onClick={() => setOpen(new Set(openAtFirst(root)))}>
            收起
          </Button>
        </>
      }
    >
      <div className="no-print">
        <SheetTree root={root} open={open} toggle={toggle} wanted={item} />
      </div>
      <ol className={`only-print ${style.lines}`}>
        {sheet.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished sheet never move
          <li key={at} style={{ paddingLeft: `${(line.length - line.trimStart().length) * 0.5}em` }}>
            {line.trim()}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** 得分单: any figure opens its clause, its findings and its arithmetic; on paper, every line of it. */
export function SheetPage() {
  const { assessmentId, subjectId } = route.useParams();
  const { item } = route.useSearch();
  const found = useQuery(sheetQuery(assessmentId, subjectId));
  return (
    <Shown of={found} lines={16}>
      {(sheet) => (
        <>
          <PageHead
            title={`${sheet.name}得分单`}
            crumbs={
              <>
                <Link to="/assessments">年度考核</Link>
                <Link to="/scores/$assessmentId" params={{ assessmentId }}>
                  得分与排名
                </Link>
              </>
            }
            detail={[sheet.root.title, sheet.group.title, sheet.class].filter(Boolean).join('　')}
            actions={
              <>
                <Link to="/organizations/$organizationId" params={{ organizationId: sheet.organizationId }}>
                  单位信息
                </Link>
                <PrintButton>打印得分单</PrintButton>
              </>
            }
          />
          <Missing missing={sheet.missing} />
          <Summary sheet={sheet} />
          <Tree sheet={sheet} item={item} />
        </>
      )}
    </Shown>
  );
}
