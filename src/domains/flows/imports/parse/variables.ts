import { variableTypeOf, type FlowVariable, type FlowVariableSet } from '../../model/index.ts';

/** ES2026 functions that TypeScript's library does not declare yet. */
const exact = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
};

/** Like `JSON.parse`, but preserves the text of numbers for `JSON.stringify`. */
export const parseExactly = (text: string): unknown =>
  exact.parse(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exact.rawJSON(source) : value,
  );

/** Returns whether a value is a number from `parseExactly`. */
export const isExactNumber = (value: unknown): boolean => exact.isRawJSON(value);

type Path = readonly string[];
type Fault = (path: Path, message: string) => void;

/**
 * Parses `{set: {group: {data: {name: value}}}}` from exact JSON, so that values keep their text. `secret`, a field of this server's own
 * exports, lists secret names. An empty group name means no group.
 */
export function toVariableSets(sets: unknown, fault: Fault): readonly FlowVariableSet[] {
  return entries(sets, [], fault).map(([name, groups]) => ({
    name,
    variables: entries(groups, [name], fault).flatMap(([group, content]) =>
      toVariables([name, group], content, fault),
    ),
  }));
}

function toVariables(path: Path, content: unknown, fault: Fault): FlowVariable[] {
  const { data, secret } = Object.fromEntries(entries(content, path, fault));
  if (secret != null && !(Array.isArray(secret) && secret.every((name) => typeof name === 'string')))
    fault([...path, 'secret'], 'is not a list of names');
  const secrets = new Set(Array.isArray(secret) ? secret : []);
  const group = path.at(-1) ?? '';
  return entries(data ?? {}, [...path, 'data'], fault)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      const json = JSON.stringify(value);
      return {
        name,
        group: group === '' ? null : group,
        value: json,
        type: variableTypeOf(json),
        secret: secrets.has(name),
      };
    });
}

function entries(value: unknown, path: Path, fault: Fault): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value))
    return Object.entries(value);
  fault(path, 'is not an object');
  return [];
}
