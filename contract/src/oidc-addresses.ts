/**
 * 统一认证 is a navigation of the browser, not a call: go to `OIDC_START`; the server answers with the provider's page and
 * in the end with `/`, signed in, or with `/login?error=CODE`.
 */
export const OIDC_START = '/api/sessions/oidc/start';
export const OIDC_CALLBACK = '/api/sessions/oidc/callback';
