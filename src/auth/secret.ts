import { randomBytes, type webcrypto } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const secretAlgorithm = 'HS256';

/** jose works several times faster with an imported key than with the bare bytes. */
export const importSecret = (secret: string): Promise<webcrypto.CryptoKey> =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);

/** The secret of a data directory, for development: made on first use, readable by its owner alone. */
export async function developmentSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'auth-secret');
  await mkdir(dataDir, { recursive: true });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      const secret = randomBytes(32).toString('base64url');
      await file.writeFile(`${secret}\n`);
      return secret;
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const secret = (await readFile(path, 'utf8')).trim();
    // Two first starts at once: the other has made the file and is about to write it.
    if (secret === '') return developmentSecret(dataDir);
    return secret;
  }
}
