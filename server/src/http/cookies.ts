/** The value of a cookie in a request's header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** The name tells the browser to keep the cookie to this host and to TLS, where there is TLS. */
export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-zhunsheng' : 'zhunsheng');

/** Out of reach of scripts, not sent along with requests that another site starts. */
export function sessionCookie(token: string | null, secure: boolean): string {
  const parts = [`${sessionCookieName(secure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  if (token === null) parts.push('Max-Age=0');
  return parts.join('; ');
}
