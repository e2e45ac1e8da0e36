import { bareApi } from '../../api/client.ts';
import style from './SignOutButton.module.css';

/** Ends the session and leaves with a fresh page, so that nothing of it stays in memory. */
export function SignOutButton() {
  const end = async (): Promise<void> => {
    // A session that was over already is as good as ended.
    await bareApi.sessions.signOut({}).catch(() => undefined);
    window.location.assign('/login');
  };
  return (
    <button type="button" className={style.button} onClick={() => void end()}>
      退出
    </button>
  );
}
