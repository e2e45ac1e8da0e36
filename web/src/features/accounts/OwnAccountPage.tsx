import { Link } from '@tanstack/react-router';
import { ROLES } from '@zhunsheng/contract/permissions';
import { api } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { Facts } from '../../ui/Facts.tsx';
import { type NewPassword, NewPasswordForm } from '../../ui/NewPasswordForm.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useSay } from '../../ui/Toast.tsx';
import { TwoFactor } from './TwoFactor.tsx';

/** A new password ends every other session, so that who knew the old one is out. */
function OwnPassword() {
  const say = useSay();
  const save = async ({ current, next }: NewPassword): Promise<void> => {
    await api.accounts.changePassword({ current, next });
    say('密码已更换，其他地方的登录都已退出');
  };
  return (
    <div style={{ maxWidth: 380 }}>
      <NewPasswordForm currentLabel="原密码" save={save} />
    </div>
  );
}

/** 我的账号: who I am here, what I may do, my password and second factor, where I am signed in. */
export function OwnAccountPage() {
  const me = useMe();
  return (
    <>
      <PageHead title="我的账号" actions={<Link to="/sessions">查看登录会话</Link>} />
      <Panel title="账号">
        <Facts
          of={[
            ['姓名', me.displayName],
            ['用户名', me.userName],
            ['考核机关', me.authority.name],
          ]}
        />
      </Panel>
      <Panel title="角色" flush>
        <PlainTable
          cards
          label="角色"
          empty="还没有任何角色，请联系系统管理员。"
          rows={me.grants}
          rowKey={({ role, organizationId, assessmentId, validFrom }) =>
            `${role} ${organizationId} ${assessmentId} ${validFrom}`
          }
          columns={[
            { title: '角色', show: ({ role }) => ROLES[role] },
            { title: '范围', long: true, show: ({ organizationName }) => organizationName },
            { title: '限于一项考核', show: ({ assessmentId }) => (assessmentId ? '是' : '否') },
            { title: '期限', show: ({ validFrom, validTo }) => `${validFrom} 至 ${validTo ?? '长期'}` },
          ]}
        />
      </Panel>
      <Panel title="第二步验证">
        <TwoFactor />
      </Panel>
      <Panel title="更换密码">
        <OwnPassword />
      </Panel>
    </>
  );
}
