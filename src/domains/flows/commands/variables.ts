import type { Caller } from '../../../auth/index.ts';
import { invalid } from '../../../kernel/errors.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { requestKey } from '../../shared/idempotency.ts';
import { checkJson } from '../../shared/input.ts';
import type { FlowDependencies } from '../dependencies.ts';
import { checkGroup, checkName } from '../input.ts';
import {
  keyOf,
  variableSetOf,
  variableTypeOf,
  type FlowFact,
  type FlowState,
  type FlowVariable,
} from '../model/index.ts';
import { addToFlow, refuse, unchanged } from './run.ts';

type VariablesFact = Extract<FlowFact, { type: 'variables' }>;

const maxBytes = 65_536;
const maxVariables = 1000;

export interface SetVariablesInput {
  readonly set: string;
  readonly variables: unknown;
  readonly group?: string | null | undefined;
  readonly secret?: readonly string[] | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

interface VariableChanges {
  readonly set: string;
  readonly group: string | null;
  /** JSON by name; undefined removes a variable. */
  readonly values: ReadonlyMap<string, string | undefined>;
  readonly secret: ReadonlySet<string>;
}

export async function setFlowVariables(
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  input: SetVariablesInput,
): Promise<FlowState> {
  const changes = checkVariables(input);
  const { set, group, values, secret } = changes;
  // Sorted, so that the order of the names does not change the hash.
  const content = ['variables', set, group, [...values].toSorted(byName), [...secret].sort()];
  const request = requestKey(caller, 'idempotencyKey', input.idempotencyKey, content);
  return addToFlow(deps, caller, id, request, (state) => {
    const fact = variablesFact(state, changes);
    if (fact === undefined) return unchanged;
    return countAfter(state, fact) > maxVariables
      ? refuse('INVALID_STATE', 'set', `names a set that is full: it may have ${maxVariables} variables`)
      : fact;
  });
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one < other ? -1 : 1;

function checkVariables({ set, variables, group, secret }: SetVariablesInput): VariableChanges {
  const checkedGroup = checkGroup('group', group);
  if (!isJsonObject(variables)) throw invalid('variables', 'must be an object of names and values');
  checkJson('variables', variables);
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes > maxBytes) throw invalid('variables', `has ${bytes} bytes of JSON, and may have ${maxBytes}`);
  const values = new Map<string, string | undefined>();
  for (const [name, value] of Object.entries(variables)) {
    checkName(`variables[${JSON.stringify(name)}]`, name);
    values.set(name, value === null ? undefined : JSON.stringify(value));
  }
  for (const [index, name] of (secret ?? []).entries())
    if (!values.has(name)) throw invalid(`secret[${index}]`, 'is not the name of a variable that is set');
  return { set: checkName('set', set), group: checkedGroup, values, secret: new Set(secret) };
}

/** @returns undefined if nothing would change */
function variablesFact(
  state: FlowState,
  { set, group, values, secret }: VariableChanges,
): VariablesFact | undefined {
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
      put.push({ name, group, value, type: variableTypeOf(value), secret: isSecret });
  }
  if (known !== undefined && put.length === 0 && removed.length === 0) return undefined;
  return { type: 'variables', set, put, removed };
}

/** Returns the number of variables that the set would have. */
function countAfter(state: FlowState, { set, put, removed }: VariablesFact): number {
  const keys = new Set([...(variableSetOf(state, set)?.variables ?? []), ...put].map(keyOf));
  return keys.size - removed.length;
}
