import { invalid } from '../../../kernel/errors.ts';
import { checkJson } from '../../shared/input.ts';
import {
  keyOf,
  variableSetOf,
  type FlowFact,
  type FlowState,
  type FlowVariable,
  type FlowVariableType,
} from '../model/index.ts';
import { checkName } from '../input.ts';

const maxBytes = 65_536;

/** What a client wants set: a value of undefined is to be removed. */
export interface GivenVariables {
  readonly set: string;
  readonly group: string | null;
  readonly values: ReadonlyMap<string, string | undefined>;
  readonly secret: ReadonlySet<string>;
}

export function checkVariables(
  set: string,
  group: string | null,
  variables: unknown,
  secret: readonly string[],
): GivenVariables {
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables))
    throw invalid('variables', 'must be an object of names and values');
  checkJson('variables', variables);
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes > maxBytes) throw invalid('variables', `has ${bytes} bytes of JSON, and may have ${maxBytes}`);
  const values = new Map<string, string | undefined>();
  for (const [name, value] of Object.entries(variables)) {
    checkName(`variables[${JSON.stringify(name)}]`, name);
    values.set(name, value === null ? undefined : JSON.stringify(value));
  }
  for (const [index, name] of secret.entries())
    if (!values.has(name)) throw invalid(`secret[${index}]`, 'is none of the variables that are set');
  return { set: checkName('set', set), group, values, secret: new Set(secret) };
}

/** @returns undefined if nothing would change */
export function variablesFact(
  state: FlowState,
  { set, group, values, secret }: GivenVariables,
): Extract<FlowFact, { type: 'variables' }> | undefined {
  const known = variableSetOf(state, set);
  const variables = new Map((known?.variables ?? []).map((variable) => [keyOf(variable), variable]));
  const secrets = new Set(known?.secrets);
  const put: FlowVariable[] = [];
  const removed: Pick<FlowVariable, 'name' | 'group'>[] = [];
  for (const [name, value] of values) {
    const key = keyOf({ name, group });
    const before = variables.get(key);
    if (value === undefined) {
      if (before !== undefined) removed.push({ name, group });
      continue;
    }
    const isSecret = secrets.has(key) || secret.has(name);
    if (before?.value !== value || before.secret !== isSecret)
      put.push({ name, group, value, type: typeOf(value), secret: isSecret });
  }
  if (known !== undefined && put.length === 0 && removed.length === 0) return undefined;
  return { type: 'variables', set, put, removed };
}

/** How many variables the set has then. */
export function countAfter(
  state: FlowState,
  { set, put, removed }: Extract<FlowFact, { type: 'variables' }>,
): number {
  const keys = new Set([...(variableSetOf(state, set)?.variables ?? []), ...put].map(keyOf));
  return keys.size - removed.length;
}

/** Of JSON, by its first character. */
export function typeOf(json: string): FlowVariableType {
  switch (json.trimStart()[0]) {
    case '"':
      return 'STRING';
    case '[':
      return 'LIST';
    case '{':
      return 'OBJECT';
    case 't':
    case 'f':
      return 'BOOLEAN';
    default:
      return 'NUMBER';
  }
}
