import { useQuery } from '@tanstack/react-query';
import { ROLES } from '@zhunsheng/contract/permissions';
import { Form, Select } from 'antd';
import { api } from '../../api/client.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useChange } from '../../api/queries.ts';
import { AccountPicker } from '../../pickers/AccountPicker.tsx';
import { OrganizationPicker } from '../../pickers/OrganizationPicker.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { today } from '../../ui/moments.ts';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { ACTIONS } from './grant-columns.tsx';
import { type Grant, type GrantAction, TOUCHED } from './grants.api.ts';

type Proposal = Parameters<typeof api.grants.propose>[0];

const OFFERED = 50;

/** A grant may be limited to one assessment, where the proposer may see them. */
function AssessmentField() {
  const mayRead = useMay('assessments.read');
  const { data } = useQuery({
    queryKey: ['assessments', 'list', { pageSize: OFFERED }],
    queryFn: () => api.assessments.list({ pageSize: OFFERED }),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  return (
    <Form.Item name="assessmentId" label="限于一项考核" extra="不选就是全部考核">
      <Select
        allowClear
        placeholder="全部考核"
        options={(data?.entries ?? []).map(({ assessmentId, title }) => ({ value: assessmentId, label: title }))}
      />
    </Form.Item>
  );
}

export function ProposeDialog({ close }: { readonly close: () => void }) {
  const propose = useChange(api.grants.propose, TOUCHED);
  const own = useMe().grants[0]?.organizationId;
  return (
    <FormDialog<Proposal>
      title="提出授权"
      submit="提出"
      saved="已提出，等安全管理员批准"
      initial={{ ...(own && { organizationId: own }), validFrom: today() }}
      save={(values) =>
        propose.mutateAsync({ ...values, assessmentId: values.assessmentId ?? null, validTo: values.validTo ?? null })
      }
      close={close}
    >
      <Form.Item name="accountId" label="人员" rules={[{ required: true, message: '请选择人员' }]}>
        <AccountPicker />
      </Form.Item>
      <Form.Item name="role" label="角色" rules={[{ required: true, message: '请选择角色' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item
        name="organizationId"
        label="范围"
        extra="包括这个单位和它的全部下级"
        rules={[{ required: true, message: '请选择范围' }]}
      >
        <OrganizationPicker />
      </Form.Item>
      <AssessmentField />
      <DateField name="validFrom" label="开始日期" />
      <DateField name="validTo" label="结束日期" required={false} />
      <ReasonField />
    </FormDialog>
  );
}

interface DecideProps {
  readonly grant: Grant;
  readonly action: GrantAction;
  readonly close: () => void;
}

export function DecideDialog({ grant, action, close }: DecideProps) {
  const decide = useChange(api.grants[action], TOUCHED);
  return (
    <FormDialog<{ reason: string }>
      title={`${ACTIONS[action]}授权`}
      submit={ACTIONS[action]}
      danger={action === 'revoke'}
      saved={`已${ACTIONS[action]}`}
      initial={{}}
      save={({ reason }) => decide.mutateAsync({ grantId: grant.grantId, reason })}
      close={close}
    >
      <div style={{ marginBottom: 16 }}>
        <Facts
          of={[
            ['人员', grant.accountName],
            ['角色', ROLES[grant.role]],
            ['范围', `${grant.organizationName}及全部下级`],
            ['期限', `${grant.validFrom} 至 ${grant.validTo ?? '长期'}`],
            ['提出人', grant.proposedBy || '初始化'],
            ['提出理由', grant.reason],
          ]}
        />
      </div>
      <ReasonField label="意见" />
    </FormDialog>
  );
}
