import type { Diagnostic, Place, Severity } from '@zhunsheng/core/values';
import { printable } from './table.ts';

const SEVERITIES: Record<Severity, string> = { error: '错误', warning: '警告', advice: '提示' };

/** `facts/findings.csv:12 C12`, `scheme.yaml:40:9`: as editors and clerks look for it. */
export function describePlace(place: Place): string {
  const file = place.file ?? '';
  if (place.cell !== undefined) {
    const cell = /^\d+$/.test(place.cell) ? `第${place.cell}行` : place.cell;
    return `${file} ${cell}`.trim();
  }
  const at = [place.line, place.column].filter((n) => n !== undefined).join(':');
  const where = at === '' ? file : `${file}:${at}`;
  return where === '' && place.path ? place.path.join(' › ') : where;
}

/** One diagnostic as the lines a clerk reads: place and message, then how to mend it. */
export function printDiagnostic(diagnostic: Diagnostic): string[] {
  const { severity, message, place, hint, code, accepted } = diagnostic;
  const label = accepted === undefined ? SEVERITIES[severity] : '已接受';
  const lines = [`${label}  ${describePlace(place)}  ${message} [${code}]`];
  if (hint) lines.push(`      ${hint}`);
  if (accepted !== undefined) lines.push(`      接受理由：${accepted}`);
  return lines.map(printable);
}

/** `3 处错误,1 处警告`; `没有发现问题` when there is nothing. */
export function summarise(diagnostics: readonly Diagnostic[]): string {
  const open = diagnostics.filter((d) => d.accepted === undefined);
  const parts = (Object.keys(SEVERITIES) as Severity[]).flatMap((severity) => {
    const count = open.filter((d) => d.severity === severity).length;
    return count > 0 ? [`${count}处${SEVERITIES[severity]}`] : [];
  });
  const accepted = diagnostics.length - open.length;
  if (accepted > 0) parts.push(`${accepted}处已接受`);
  return parts.length > 0 ? parts.join('，') : '没有发现问题';
}
