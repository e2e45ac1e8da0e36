import { useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '@zhunsheng/contract';
import { type accounts, XLSX } from '@zhunsheng/contract/accounts';
import { api } from '../../api/client.ts';
import { ImportFile } from '../../ui/ImportFile.tsx';
import { type Slip, TOUCHED } from './accounts.api.ts';

type Plan = OutputOf<(typeof accounts)['importXlsx']>;

interface Props {
  readonly close: () => void;
  readonly show: (slips: readonly Slip[]) => void;
}

/** Many accounts at once, all or none; their slips are shown once, to be printed and handed over. */
export function ImportAccountsDialog({ close, show }: Props) {
  const queries = useQueryClient();
  const send = (file: File, dryRun: boolean): Promise<Plan> => api.accounts.importXlsx({ dryRun }, file, XLSX);
  return (
    <ImportFile<Plan>
      title="从 Excel 批量创建账号"
      hint="一行一个人：用户名、姓名、单位编号。一次最多500个。"
      template={{ url: '/api/accounts/template', name: '账号导入模板.xlsx' }}
      maxBytes={5 * 1024 * 1024}
      tryOut={(file) => send(file, true)}
      take={async (file) => {
        const done = await send(file, false);
        await Promise.all(TOUCHED.map((queryKey) => queries.invalidateQueries({ queryKey })));
        return done;
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
