import type { ReactNode } from 'react';
import { AppointDialog, DismissDialog } from './ContactDialogs.tsx';
import type { Change, ChangeProps } from './change.ts';
import { ClassifyDialog, UpdateDialog } from './DetailDialogs.tsx';
import { CloseDialog, MergeDialog, MoveDialog, RenameDialog, SplitDialog } from './RestructureDialogs.tsx';

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
