import { isScope, issueToken, kindOf, scopes as knownScopes } from '../auth/index.ts';
import type { Configuration } from '../config/index.ts';
import { tokenSettings } from '../token-settings.ts';

interface TokenFlags {
  readonly sub: string;
  readonly tenant: string;
  /** Each entry can be several scopes. */
  readonly scope: readonly string[];
  /** Default: 12. */
  readonly hours?: string;
}

export async function tokenCommand(configuration: Configuration, flags: TokenFlags): Promise<number> {
  if (configuration.AUTH_JWKS_URL !== undefined) {
    process.stderr.write('AUTH_JWKS_URL is set, so the identity provider issues the tokens.\n');
    return 1;
  }
  const scopes = flags.scope.flatMap((words) => words.split(/[ ,]+/)).filter(Boolean);
  const unknown = scopes.filter((scope) => !isScope(scope));
  if (unknown.length > 0) {
    process.stderr.write(
      `Unknown scope ${unknown.join(', ')}. The scopes are: ${Object.keys(knownScopes).join(', ')}.\n`,
    );
    return 2;
  }
  if (kindOf(new Set(scopes)) === undefined) {
    process.stderr.write(
      'A token is for a customer or an agent: chat.customer cannot be combined with chat.agent or interaction.agent.\n',
    );
    return 2;
  }
  const hours = Number(flags.hours ?? 12);
  if (!(hours > 0 && hours <= 24 * 366)) {
    process.stderr.write(
      `--hours is ${JSON.stringify(flags.hours)}, but must be more than 0 and at most 8784.\n`,
    );
    return 2;
  }
  const token = await issueToken(
    {
      subject: flags.sub,
      tenant: flags.tenant,
      scopes,
      lifetimeSeconds: Math.round(hours * 3600),
    },
    await tokenSettings(configuration, (path) => {
      process.stderr.write(
        `Created a development secret in ${path}. Only servers with this DATA_DIR accept the token.\n`,
      );
    }),
  );
  process.stdout.write(`${token}\n`);
  return 0;
}
