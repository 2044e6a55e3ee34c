/** `{"authorization": "Bearer …"}`, however the name is written: it is a header's name to those who put it there. */
export function authorizationIn(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  for (const [name, value] of Object.entries(params ?? {}))
    if (name.toLowerCase() === 'authorization' && typeof value === 'string') return value;
  return undefined;
}
