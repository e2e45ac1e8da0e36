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
