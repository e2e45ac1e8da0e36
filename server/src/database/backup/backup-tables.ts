/** A table in a backup, and the order of its rows: whatever refers to its own table comes after what it refers to. */
export interface BackupTable {
  readonly name: string;
  readonly order: string;
}

/** Names the content of a file in a backup. */
export interface BackupContent {
  readonly authorityId: string;
  readonly digest: string;
}

/** What a backup holds, referred-to tables first. A test compares this list with the catalog. */
export const BACKUP_TABLES: readonly BackupTable[] = [
  { name: 'authorities', order: 'authority_id' },
  { name: 'audit_entries', order: 'authority_id, id' },
  { name: 'audit_pending', order: 'authority_id, entry_id' },
  { name: 'audit_seals', order: 'authority_id, sequence' },
  { name: 'organizations', order: 'authority_id, path' },
  { name: 'accounts', order: 'authority_id, id' },
  { name: 'account_passwords', order: 'authority_id, account_id, set_at' },
  { name: 'account_recovery_codes', order: 'authority_id, account_id, digest' },
  { name: 'organization_memberships', order: 'authority_id, organization_id, valid_from' },
  { name: 'organization_contacts', order: 'authority_id, id' },
  { name: 'organization_events', order: 'authority_id, id' },
  { name: 'schemes', order: 'authority_id, id' },
  { name: 'assessments', order: 'authority_id, id' },
  { name: 'assessment_subjects', order: 'authority_id, assessment_id, place' },
  { name: 'assessment_facts', order: 'authority_id, assessment_id, place' },
  { name: 'file_contents', order: 'authority_id, digest' },
  { name: 'files', order: 'authority_id, id' },
  { name: 'file_destructions', order: 'authority_id, id' },
  { name: 'jobs', order: 'authority_id, id' },
  { name: 'grants', order: 'authority_id, id' },
];

/** What is good for a moment only: after a restore everybody signs in again. */
export const NOT_KEPT: readonly string[] = ['sessions', 'session_failures', 'session_oidc_flows', 'bootstrap_links'];
