export { createAuthenticator, type Authenticator, type AuthenticatorOptions } from './authenticator.ts';
export { isTenantName, type Caller } from './caller.ts';
export { issueToken, type TokenRequest, type TokenSettings } from './issue-token.ts';
export { isScope, kindOf, scopes, type PrincipalKind, type Scope } from './scopes.ts';
export { developmentSecret } from './secret.ts';
