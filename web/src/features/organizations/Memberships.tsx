import { Button } from 'antd';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import type { Change } from './change.ts';
import type { Organization } from './organizations.api.ts';

interface Props {
  readonly body: Organization;
  readonly choose: (change: Change) => void;
}

/** 分组与等级 in time: a figure by class uses the class of its due date. */
export function Memberships({ body, choose }: Props) {
  const mayChange = body.actions.includes('update');
  return (
    <Panel flush title="分组与等级" actions={mayChange && <Button onClick={() => choose('classify')}>变更</Button>}>
      <PlainTable
        label="分组与等级"
        empty="还没有分组。没有分组的单位不参加排名。"
        rows={body.memberships}
        rowKey={({ validFrom }) => validFrom}
        columns={[
          { title: '生效日期', show: ({ validFrom }) => validFrom },
          { title: '分组', show: ({ group }) => group },
          { title: '等级', show: (row) => row.class },
        ]}
      />
    </Panel>
  );
}
