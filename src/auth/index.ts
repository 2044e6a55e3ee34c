export { createAuthenticator, type Authenticator } from './authenticator.ts';
export { isTenantName, principalOf, type Caller } from './authenticator.ts';
export { issueToken, type TokenSettings } from './issue-token.ts';
export { isScope, kindOf, scopes } from './scopes.ts';
export { developmentSecret } from './secret.ts';
