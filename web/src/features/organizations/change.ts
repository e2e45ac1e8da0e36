import type { Organization } from './organizations.api.ts';

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
