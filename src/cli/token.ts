import { tokenSettings } from '../app.ts';
import { isScope, issueToken, kindOf, scopes as knownScopes } from '../auth/index.ts';
import type { Configuration } from '../config/index.ts';

export async function tokenCommand(
  configuration: Configuration,
  flags: Readonly<Record<string, string | readonly string[]>>,
): Promise<number> {
  if (configuration.AUTH_JWKS_URL !== undefined) {
    process.stderr.write('AUTH_JWKS_URL is set: tokens come from the identity provider there.\n');
    return 1;
  }
  const scopes = [flags.scope ?? []]
    .flat()
    .flatMap((words) => words.split(/[ ,]+/))
    .filter(Boolean);
  const unknown = scopes.filter((scope) => !isScope(scope));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no scope ${unknown.join(', ')}. There are: ${Object.keys(knownScopes).join(', ')}.\n`,
    );
    return 2;
  }
  if (kindOf(new Set(scopes)) === undefined) {
    process.stderr.write(
      "A token is a customer's or an agent's: chat.customer does not go with chat.agent or interaction.agent.\n",
    );
    return 2;
  }
  const hours = Number(flags.hours);
  if (!(hours > 0 && hours <= 24 * 366)) {
    process.stderr.write(`--hours is ${JSON.stringify(flags.hours)}, and may be more than 0, up to 8784.\n`);
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
