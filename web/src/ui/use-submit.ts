import type { FormInstance } from 'antd';
import { useState } from 'react';
import { asRefusal, type Refusal } from '../api/refusal.ts';

/** Puts the server's findings beside the fields they are about; says whether every one of them found its field. */
function showIssues(form: FormInstance, refusal: Refusal): boolean {
  const known = refusal.issues.filter(({ field }) => form.getFieldInstance(field.split('.')) !== undefined);
  const fields = [...new Set(known.map(({ field }) => field))];
  const errorsOf = (name: string): string[] =>
    known.filter(({ field }) => field === name).map(({ message }) => message);
  form.setFields(fields.map((field) => ({ name: field.split('.'), errors: errorsOf(field) })));
  return refusal.issues.length > 0 && known.length === refusal.issues.length;
}

/** Sends a form: one at a time; what is refused stands beside its fields or, where it has none, in `refusal`. */
export function useSubmit<V>(form: FormInstance<V>, save: (values: V) => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async (values: V): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      await save(values);
    } catch (error) {
      const found = asRefusal(error);
      setRefusal(showIssues(form, found) ? null : found);
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, submit: (values: V): void => void send(values) };
}
