import type { slip } from '@zhunsheng/contract/bootstrap';
import type { z } from 'zod';
import type { Context } from '../../http/context.ts';
import { recordAudit } from '../audit/index.ts';
import { type JobKinds, takeSealedOf } from '../jobs/index.ts';
import { importAccounts } from './import-accounts.ts';
import { seal, unseal } from './secret-box.ts';

const IMPORT = 'accounts.import';

export const accountJobs: JobKinds = {
  async [IMPORT]({ db, recorder, file, progress, platform }) {
    const { created, slips, diagnostics } = await importAccounts(db, recorder, await file(), false, progress);
    return { result: { created }, diagnostics, sealed: seal(platform.secret, JSON.stringify(slips)) };
  },
};

/** The slips (首次登录凭条) of an import of one's own, once. */
export async function takeSlips({ db, actor, recorder, platform }: Context, jobId: string) {
  const sealed = await takeSealedOf(db, actor, IMPORT, jobId);
  await recordAudit(db, recorder, { kind: 'accounts.takeSlips', title: '领取首次登录凭条', targetId: jobId });
  return { slips: JSON.parse(unseal(platform.secret, sealed)) as z.output<typeof slip>[] };
}
