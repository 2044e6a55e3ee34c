import type { webcrypto } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicJwk: Record<string, unknown>;
}

export async function makeKey(kid: string, alg = 'RS256'): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export const signWith = (
  { kid, alg, privateKey }: SigningKey,
  payload: JWTPayload,
  header: Record<string, unknown> = {},
): Promise<string> => new SignJWT(payload).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);

/** A fake identity provider that publishes keys. Tests can make it fail. */
export interface KeySet {
  readonly url: string;
  keys: readonly SigningKey[];
  /** The response in place of the keys. 'silence' never responds. */
  failure: { readonly status: number; readonly body: string } | 'silence' | undefined;
  /** The number of requests for the keys. */
  requests: number;
  close(): Promise<void>;
}

/** Starts an identity provider with these keys. */
export async function publishKeys(...keys: readonly SigningKey[]): Promise<KeySet> {
  const server = createServer((_, response) => {
    set.requests += 1;
    if (set.failure === 'silence') return;
    const { status, body } = set.failure ?? {
      status: 200,
      body: JSON.stringify({ keys: set.keys.map(({ publicJwk }) => publicJwk) }),
    };
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const set: KeySet = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    keys,
    failure: undefined,
    requests: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return set;
}
