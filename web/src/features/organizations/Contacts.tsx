import { Button } from 'antd';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import type { Change } from './change.ts';
import type { Organization } from './organizations.api.ts';

const KINDS = { leader: '领导', liaison: '联络员' } as const;

type Contact = Organization['contacts'][number];

interface Props {
  readonly body: Organization;
  readonly choose: (change: Change) => void;
}

/** 领导 and 联络员, those in office first. */
export function Contacts({ body, choose }: Props) {
  const mayChange = body.actions.includes('update');
  const sorted = [...body.contacts].sort((a, b) => Number(a.validTo !== null) - Number(b.validTo !== null));
  const end = (contact: Contact) =>
    contact.validTo === null && mayChange ? (
      <Button size="small" aria-label={`结束任期：${contact.name}`} onClick={() => choose({ dismiss: contact })}>
        结束任期
      </Button>
    ) : null;
  return (
    <Panel flush title="领导和联络员" actions={mayChange && <Button onClick={() => choose('appoint')}>登记</Button>}>
      <PlainTable
        cards
        label="领导和联络员"
        empty="还没有登记领导和联络员。"
        rows={sorted}
        rowKey={({ contactId }) => contactId}
        columns={[
          { title: '身份', show: ({ kind }) => KINDS[kind] },
          { title: '姓名', show: ({ name }) => name },
          { title: '职务', long: true, show: ({ title }) => title },
          { title: '电话', show: ({ phone }) => phone },
          { title: '任期', show: ({ validFrom, validTo }) => `${validFrom} 至 ${validTo ?? '今'}` },
          { title: '', show: end },
        ]}
      />
    </Panel>
  );
}
