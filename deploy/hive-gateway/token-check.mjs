import { GraphQLError } from 'graphql';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

/**
 * The subgraphs check each token themselves; this keeps the bad ones from reaching them.
 * @returns whether an `authorization` is good; where neither a secret nor keys are set, each is. Throws where nobody can say
 */
export function tokenCheck({ AUTH_SECRET, AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE }) {
  if (AUTH_SECRET === '' && AUTH_JWKS_URL === '') return () => true;
  const key =
    AUTH_SECRET === '' ? createRemoteJWKSet(new URL(AUTH_JWKS_URL)) : new TextEncoder().encode(AUTH_SECRET);
  const rules = {
    requiredClaims: ['exp'],
    ...(AUTH_SECRET !== '' && { algorithms: ['HS256'] }),
    ...(AUTH_ISSUER !== '' && { issuer: AUTH_ISSUER }),
    ...(AUTH_AUDIENCE !== '' && { audience: AUTH_AUDIENCE }),
  };
  return async (authorization) => {
    const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) return false;
    try {
      await jwtVerify(token, key, rules);
      return true;
    } catch (failure) {
      if (failure instanceof errors.JOSEError && !noKeys.has(failure.code)) return false;
      throw new GraphQLError('The identity provider does not answer.', {
        extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
      });
    }
  };
}

const noKeys = new Set([errors.JOSEError.code, errors.JWKSTimeout.code, errors.JWKSInvalid.code]);
