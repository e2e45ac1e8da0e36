import type { OutputOf } from '@zhunsheng/contract';
import { XLSX } from '@zhunsheng/contract/file-types';
import type { organizations } from '@zhunsheng/contract/organizations';
import { api } from '../../api/client.ts';
import { followJob } from '../../api/jobs.ts';
import { useReadAgain } from '../../api/queries.ts';
import { ImportFile } from '../../ui/ImportFile.tsx';
import { today } from '../../ui/moments.ts';
import { TOUCHED } from './organizations.api.ts';

type Plan = OutputOf<(typeof organizations)['importXlsx']>;

const MAX_BYTES = 10 * 1024 * 1024;
const HINT = '一行一个单位，上级单位写编号；编号已有的按新内容修改，没有的新设。先试算，看清楚再导入。';

/** A whole list from Excel: first what would happen and every error, then, when nothing is wrong, the import. */
export function ImportDialog({ close }: { readonly close: () => void }) {
  const readAgain = useReadAgain();
  return (
    <ImportFile<Plan>
      title="从 Excel 导入单位"
      hint={HINT}
      template={{ url: '/api/organizations/template', name: '单位导入模板.xlsx' }}
      maxBytes={MAX_BYTES}
      tryOut={(file) => api.organizations.importXlsx({ dryRun: true, openedOn: today() }, file, XLSX)}
      take={async (file, following) => {
        const name = file.name.slice(-200);
        const started = await api.organizations.startImport({ name, openedOn: today() }, file, XLSX);
        const { result, diagnostics } = await followJob(started, following);
        await readAgain(TOUCHED);
        return { ...(result as Omit<Plan, 'diagnostics'>), diagnostics };
      }}
      isEmpty={({ opened, changed }) => opened + changed === 0}
      summary={({ opened, changed, unchanged }) => `新设${opened}个，修改${changed}个，${unchanged}个不变。`}
      close={close}
    />
  );
}
