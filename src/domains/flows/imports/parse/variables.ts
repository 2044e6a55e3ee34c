import { isJsonObject } from '../../../../kernel/json.ts';
import { variableTypeOf, type FlowVariable, type FlowVariableSet } from '../../model/index.ts';

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
  if (isJsonObject(value)) return Object.entries(value);
  fault(path, 'is not an object');
  return [];
}
