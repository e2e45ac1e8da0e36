import type { OutputOf } from '@zhunsheng/contract';
import type { accounts } from '@zhunsheng/contract/accounts';
import { XLSX } from '@zhunsheng/contract/file-types';
import { api } from '../../api/client.ts';
import { followJob } from '../../api/jobs.ts';
import { useReadAgain } from '../../api/queries.ts';
import { ImportFile } from '../../ui/ImportFile.tsx';
import { type Slip, TOUCHED } from './accounts.api.ts';

type Plan = OutputOf<(typeof accounts)['importXlsx']>;

interface Props {
  readonly close: () => void;
  readonly show: (slips: readonly Slip[]) => void;
}

/** Many accounts at once, all or none; their slips are shown once, to be printed and handed over. */
export function ImportAccountsDialog({ close, show }: Props) {
  const readAgain = useReadAgain();
  return (
    <ImportFile<Plan>
      title="从 Excel 批量创建账号"
      hint="一行一个人：用户名、姓名、单位编号。一次最多500个。"
      template={{ url: '/api/accounts/template', name: '账号导入模板.xlsx' }}
      maxBytes={5 * 1024 * 1024}
      tryOut={(file) => api.accounts.importXlsx({ dryRun: true }, file, XLSX)}
      take={async (file, following) => {
        const started = await api.accounts.startImport({ name: file.name.slice(-200) }, file, XLSX);
        const { jobId, result, diagnostics } = await followJob(started, following);
        const { slips } = await api.accounts.takeSlips({ jobId });
        await readAgain(TOUCHED);
        return { ...(result as Pick<Plan, 'created'>), slips, diagnostics };
      }}
      done={({ slips }) => {
        close();
        show(slips);
      }}
      isEmpty={({ created }) => created === 0}
      summary={({ created }) => `将创建${created}个账号，导入后打印首次登录凭条。`}
      close={close}
    />
  );
}
