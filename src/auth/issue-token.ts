import { SignJWT } from 'jose';
import { importSecret, secretAlgorithm } from './secret.ts';

export interface TokenRequest {
  readonly subject: string;
  readonly tenant: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
}

export interface TokenSettings {
  readonly secret: string;
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  readonly claims: { readonly username: string; readonly tenant: string; readonly scope: string };
}

/** Signs a token for this server. If an identity provider is configured (JWKS), it issues the tokens instead. */
export async function issueToken(request: TokenRequest, settings: TokenSettings): Promise<string> {
  const { claims } = settings;
  const token = new SignJWT({
    [claims.username]: request.subject,
    [claims.tenant]: request.tenant,
    [claims.scope]: request.scopes.join(' '),
  })
    .setProtectedHeader({ alg: secretAlgorithm })
    .setSubject(request.subject)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + request.lifetimeSeconds);
  if (settings.issuer !== undefined) token.setIssuer(settings.issuer);
  if (settings.audience !== undefined) token.setAudience(settings.audience);
  return token.sign(await importSecret(settings.secret));
}
