import type { FormInstance } from 'antd';
import type { Refusal } from '../api/refusal.ts';

/** Puts the server's findings beside the fields they are about; says whether every one of them found its field. */
export function showIssues(form: FormInstance, refusal: Refusal): boolean {
  const known = refusal.issues.filter(({ field }) => form.getFieldInstance(field.split('.')) !== undefined);
  const fields = [...new Set(known.map(({ field }) => field))];
  const errorsOf = (name: string): string[] =>
    known.filter(({ field }) => field === name).map(({ message }) => message);
  form.setFields(fields.map((field) => ({ name: field.split('.'), errors: errorsOf(field) })));
  return refusal.issues.length > 0 && known.length === refusal.issues.length;
}
