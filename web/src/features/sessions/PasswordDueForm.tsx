import { bareApi } from '../../api/client.ts';
import type { Me } from '../../api/me.ts';
import { type NewPassword, NewPasswordForm } from '../../ui/NewPasswordForm.tsx';
import { Note } from '../../ui/Note.tsx';

/** A password of one's own in place of the one on the slip. */
export function PasswordDueForm({ admitted }: { readonly admitted: (me: Me) => void }) {
  const save = async ({ current, next }: NewPassword): Promise<void> => {
    await bareApi.accounts.changePassword({ current, next });
    admitted(await bareApi.sessions.current({}));
  };
  return (
    <>
      <Note title="请先设置自己的密码">首次登录或者密码被重置后，要换成只有您自己知道的密码。</Note>
      <NewPasswordForm save={save} currentLabel="凭条上的密码" />
    </>
  );
}
