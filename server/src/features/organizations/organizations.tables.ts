interface OrganizationsTable {
  authorityId: string;
  id: string;
  parentId: string | null;
  path: string;
  code: string;
  name: string;
  shortName: string | null;
  kind: string | null;
  creditCode: string | null;
  divisionCode: string | null;
  initials: string;
  openedOn: string;
  closedOn: string | null;
  version: number;
}

interface OrganizationMembershipsTable {
  authorityId: string;
  organizationId: string;
  validFrom: string;
  group: string;
  class: string | null;
}

interface OrganizationContactsTable {
  authorityId: string;
  id: string;
  organizationId: string;
  kind: 'leader' | 'liaison';
  name: string;
  title: string | null;
  phone: string | null;
  accountId: string | null;
  validFrom: string;
  validTo: string | null;
}

export type OrganizationEventKind = 'open' | 'close' | 'rename' | 'move' | 'merge' | 'split';

interface OrganizationEventsTable {
  authorityId: string;
  id: string;
  organizationId: string;
  kind: OrganizationEventKind;
  happenedOn: string;
  reason: string;
  description: string;
  otherIds: string[];
}

declare module '../../database/tables.ts' {
  interface Tables {
    organizations: OrganizationsTable;
    organizationMemberships: OrganizationMembershipsTable;
    organizationContacts: OrganizationContactsTable;
    organizationEvents: OrganizationEventsTable;
  }
}

export type OrganizationRow = OrganizationsTable;
export type MembershipRow = OrganizationMembershipsTable;
export type ContactRow = OrganizationContactsTable;
export type EventRow = OrganizationEventsTable;
