import type { ReactNode } from 'react';
import { AppointDialog, DismissDialog } from './ContactDialogs.tsx';
import { ClassifyDialog, UpdateDialog } from './DetailDialogs.tsx';
import type { Organization } from './organizations.api.ts';
import { CloseDialog, MergeDialog, MoveDialog, RenameDialog, SplitDialog } from './RestructureDialogs.tsx';

/** Which change of a body is under way. */
export type Change =
  | Organization['actions'][number]
  | 'classify'
  | 'appoint'
  | { readonly dismiss: Organization['contacts'][number] };

export interface ChangeProps {
  readonly body: Organization;
  readonly close: () => void;
}

const DIALOGS: Record<Exclude<Change, object>, (props: ChangeProps) => ReactNode> = {
  update: UpdateDialog,
  classify: ClassifyDialog,
  appoint: AppointDialog,
  rename: RenameDialog,
  move: MoveDialog,
  merge: MergeDialog,
  split: SplitDialog,
  close: CloseDialog,
};

/** The form of one change. */
export function ChangeDialog({ change, ...props }: ChangeProps & { readonly change: Change }) {
  if (typeof change === 'object') return <DismissDialog {...props} contact={change.dismiss} />;
  const Dialog = DIALOGS[change];
  return <Dialog {...props} />;
}
