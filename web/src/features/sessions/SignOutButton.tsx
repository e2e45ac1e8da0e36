import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bareApi } from '../../api/client.ts';
import { useRememberMe } from '../../api/me.ts';
import style from './SignOutButton.module.css';

/** Ends the session; a session that was over already is as good as ended. */
export function SignOutButton() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const rememberMe = useRememberMe();
  const end = async (): Promise<void> => {
    await bareApi.sessions.signOut({}).catch(() => undefined);
    queries.clear();
    rememberMe(null);
    await navigate({ to: '/login' });
  };
  return (
    <button type="button" className={style.button} onClick={() => void end()}>
      退出
    </button>
  );
}
