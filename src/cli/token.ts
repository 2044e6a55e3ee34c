import { tokenSettings } from '../app.ts';
import { isScope, issueToken, kindOf, scopes as knownScopes } from '../auth/index.ts';
import type { Configuration } from '../config/index.ts';

export async function tokenCommand(
  configuration: Configuration,
  flags: Readonly<Record<string, string | readonly string[]>>,
): Promise<number> {
  if (configuration.AUTH_JWKS_URL !== undefined) {
    process.stderr.write('AUTH_JWKS_URL is set, so the identity provider issues the tokens.\n');
    return 1;
  }
  const scopes = [flags.scope ?? []]
    .flat()
    .flatMap((words) => words.split(/[ ,]+/))
    .filter(Boolean);
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
  const hours = Number(flags.hours);
  if (!(hours > 0 && hours <= 24 * 366)) {
    process.stderr.write(
      `--hours is ${JSON.stringify(flags.hours)}, but must be more than 0 and at most 8784.\n`,
    );
    return 2;
  }
  const token = await issueToken(
    {
      subject: String(flags.sub),
      tenant: String(flags.tenant),
      scopes,
      lifetimeSeconds: Math.round(hours * 3600),
    },
    await tokenSettings(configuration),
  );
  process.stdout.write(`${token}\n`);
  return 0;
}
