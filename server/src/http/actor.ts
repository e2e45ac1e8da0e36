import type { Role } from '@zhunsheng/contract';

/** A role that counts now, over a body and everything below it. */
export interface ActorGrant {
  readonly role: Role;
  readonly organizationId: string;
  /** `/top/…/own/`: a body lies in the subtree when its path begins with this one. */
  readonly organizationPath: string;
  readonly organizationName: string;
  readonly assessmentId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Who is asking: one account in one session of one authority. */
export interface Actor {
  readonly authorityId: string;
  readonly accountId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly organizationId: string | null;
  readonly sessionId: string;
  /** What must be done before anything else. */
  readonly step: 'code' | 'password' | 'ready';
  readonly twoFactor: boolean;
  readonly csrfToken: string;
  readonly idleUntil: Date;
  readonly expiresAt: Date;
  readonly grants: readonly ActorGrant[];
}
