import { developmentSecret, type TokenSettings } from './auth/index.ts';
import type { Configuration } from './config/index.ts';

export const claimNames = (configuration: Configuration) => ({
  username: configuration.AUTH_USERNAME_CLAIM,
  tenant: configuration.AUTH_TENANT_CLAIM,
  scope: configuration.AUTH_SCOPE_CLAIM,
});

/**
 * Returns the settings with which tokens for this server are signed. Without AUTH_SECRET, the secret of the data directory is used.
 * @param onSecretCreated called with the path of the secret if the data directory had none
 */
export const tokenSettings = async (
  configuration: Configuration,
  onSecretCreated?: (path: string) => void,
): Promise<TokenSettings> => ({
  secret: configuration.AUTH_SECRET ?? (await developmentSecret(configuration.DATA_DIR, onSecretCreated)),
  issuer: configuration.AUTH_ISSUER,
  audience: configuration.AUTH_AUDIENCE,
  claims: claimNames(configuration),
});
