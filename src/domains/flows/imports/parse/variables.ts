import { variableTypeOf, type FlowVariable, type FlowVariableSet } from '../../model/index.ts';
import { isExactNumber } from './exact-json.ts';

type Path = readonly string[];
type Fault = (path: Path, message: string) => void;

/**
 * `{set: {group: {data: {name: value}}}}`, by hand: what is read is the exact JSON, so that a value keeps its form. Beside `data`, and not
 * the vendor's, `secret` names those that are secret. The group without a name is none.
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
    fault([...path, 'secret'], 'is no list of names');
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
  fault(path, 'is no object of names');
  return [];
}
