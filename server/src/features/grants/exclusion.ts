import { ADMINISTRATORS, type Role } from '@zhunsheng/contract';

/**
 * Whether a role may stand beside others in one person's hand. The three administrators (三员) exclude each other, and
 * every role of the business: who keeps the accounts, who approves and who looks over the record must be three people.
 */
export function excludes(role: Role, others: readonly Role[]): boolean {
  const different = others.filter((other) => other !== role);
  if (ADMINISTRATORS.includes(role)) return different.length > 0;
  return different.some((other) => ADMINISTRATORS.includes(other));
}
