import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { Failure } from '../ui/Failure.tsx';
import { Note } from '../ui/Note.tsx';

/** A page that could not be drawn; the way round it stays usable. */
export function PageFailed({ error }: { readonly error: unknown }) {
  const router = useRouter();
  const queries = useQueryClient();
  const again = async (): Promise<void> => {
    await queries.resetQueries();
    await router.invalidate();
  };
  return <Failure error={error} again={() => void again()} />;
}

export function NotFoundPage() {
  return (
    <Note tone="warn" title="没有这个页面">
      <p>
        网址可能写错了，或者页面已经移走。<Link to="/">回到首页</Link>
      </p>
    </Note>
  );
}

/** In place of a page that is not for this person: nothing of it is asked for. */
export function DeniedPage() {
  return (
    <Note tone="bad" title="没有权限">
      <p>
        这个页面不在您的权限内。如确需办理，请联系安全管理员授权。<Link to="/">回到首页</Link>
      </p>
    </Note>
  );
}
