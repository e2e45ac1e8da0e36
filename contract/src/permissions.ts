/** 角色, with the word that a user reads. */
export const ROLES = {
  systemAdministrator: '系统管理员',
  securityAdministrator: '安全管理员',
  auditAdministrator: '审计管理员',
  officeClerk: '考核办工作人员',
  department: '评分部门',
  teamLeader: '考核组组长',
  assessor: '考核组成员',
  expert: '专家',
  liaison: '联络员',
  head: '单位负责人',
  leadingGroupMember: '领导小组成员',
  assessedPerson: '考核对象本人',
  respondent: '评议参与人',
} as const;

export type Role = keyof typeof ROLES;

/** 三员: whoever holds one of these roles holds no other of them. */
export const ADMINISTRATORS: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditAdministrator'];

/** How a grant stands, with the word that a user reads. */
export const GRANT_STATES = { proposed: '待批准', approved: '已批准', refused: '未批准', revoked: '已撤销' } as const;

export type GrantState = keyof typeof GRANT_STATES;

/** What can be permitted, with the roles that bring it. A permission that ends in `.read` changes nothing. */
export const PERMISSIONS = {
  'accounts.read': ['systemAdministrator', 'securityAdministrator', 'auditAdministrator', 'officeClerk'],
  'accounts.manage': ['systemAdministrator'],
  'grants.read': ['systemAdministrator', 'securityAdministrator', 'auditAdministrator', 'officeClerk'],
  'grants.propose': ['systemAdministrator', 'officeClerk'],
  'grants.approve': ['securityAdministrator'],
  'audit.read': ['auditAdministrator'],
  'audit.verify': ['auditAdministrator', 'securityAdministrator'],
  'organizations.read': [
    'systemAdministrator',
    'securityAdministrator',
    'auditAdministrator',
    'officeClerk',
    'department',
    'teamLeader',
    'assessor',
    'expert',
    'liaison',
    'head',
    'leadingGroupMember',
  ],
  'organizations.manage': ['officeClerk', 'systemAdministrator'],
  'assessments.read': [
    'officeClerk',
    'department',
    'teamLeader',
    'assessor',
    'expert',
    'liaison',
    'head',
    'leadingGroupMember',
  ],
  'assessments.import': ['officeClerk'],
  'files.read': [
    'systemAdministrator',
    'securityAdministrator',
    'officeClerk',
    'department',
    'teamLeader',
    'assessor',
    'expert',
    'liaison',
    'head',
    'leadingGroupMember',
  ],
  // Administrators see that there is a file, not what is in it.
  'fileContents.read': [
    'officeClerk',
    'department',
    'teamLeader',
    'assessor',
    'expert',
    'liaison',
    'head',
    'leadingGroupMember',
  ],
  'files.upload': ['officeClerk', 'department', 'teamLeader', 'assessor', 'liaison', 'head'],
  'files.destroy': ['systemAdministrator', 'securityAdministrator'],
  'scores.read': ['officeClerk', 'leadingGroupMember', 'liaison', 'head'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role brings a permission. */
export const permits = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);

export const isReading = (permission: Permission): boolean => permission.endsWith('.read');
