import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
type Names = Readonly<Record<string, Value>>;

export interface Resource {
  readonly Type: string;
  readonly Properties: Names;
  readonly DeletionPolicy?: string;
}

/** Resources and outputs that CloudFormation would create from a template. The id of each resource derives from its logical name. */
export interface Stack {
  /** Descriptions of the failed rule assertions. CloudFormation creates no stack if one fails. */
  readonly failedAssertions: readonly string[];
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Names;
}

interface Template {
  readonly Parameters: Readonly<
    Record<string, { readonly Type: string; readonly Default?: string; readonly AllowedPattern?: string }>
  >;
  readonly Rules: Readonly<
    Record<
      string,
      { readonly Assertions: readonly { readonly Assert: Value; readonly AssertDescription: string }[] }
    >
  >;
  readonly Conditions: Names;
  readonly Resources: Names;
  readonly Outputs: Names;
}

export const account = '123456789012';

/** Evaluates a template like CloudFormation. Supports the functions that our template uses. @throws for other functions */
export function stackOf(path: string, region: string, parameters: Readonly<Record<string, string>>): Stack {
  const { contents, errors } = parseDocument(readFileSync(path, 'utf8'));
  if (errors.length > 0 || contents === null) throw new Error(`${path} is not valid YAML`);
  const template = valueOf(contents) as unknown as Template;
  const resources = expandForEach(template.Resources);

  const given = Object.entries(template.Parameters).map(([name, { Type, Default, AllowedPattern }]) => {
    const value = parameters[name] ?? Default;
    if (value === undefined) throw new Error(`The parameter ${name} is missing`);
    if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value))
      throw new Error(`${name} may not be ${value}`);
    return [name, Type === 'Number' ? Number(value) : value] as const;
  });
  const names: Names = {
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::NoValue': null,
    ...Object.fromEntries(Object.keys(resources).map((name) => [name, name])),
    ...Object.fromEntries(given),
  };

  function lookUp(name: string, more: Names = {}): Value {
    const [resource = '', attribute] = name.split('.');
    const value = attribute === undefined ? { ...names, ...more }[name] : resources[resource];
    if (value === undefined) throw new Error(`${name} does not exist`);
    return attribute === undefined ? value : `arn:aws:iam::${account}:role/${resource}`;
  }

  function evaluate(value: Value): Value {
    if (isList(value)) return value.map(evaluate);
    if (typeof value !== 'object' || value === null) return value;
    const parts = Object.entries(value);
    for (const [name, argument] of parts)
      if (name === 'Ref' || name.startsWith('Fn::'))
        return call(name, isList(argument) ? argument : [argument]);
    return Object.fromEntries(
      parts.map(([key, part]) => [key, evaluate(part)] as const).filter(([, part]) => part !== null),
    );
  }

  function call(name: string, list: readonly Value[]): Value {
    const [first = null, second = null, third = null] = list;
    switch (name) {
      case 'Ref':
        return lookUp(textOf(evaluate(first)));
      case 'Fn::GetAtt':
        return lookUp(`${textOf(evaluate(first))}.${textOf(second)}`);
      case 'Fn::Sub': {
        const more = second === null ? {} : (evaluate(second) as Names);
        return textOf(first).replace(/\$\{([\w:.]+)\}/g, (_, inner: string) => textOf(lookUp(inner, more)));
      }
      case 'Fn::If':
        return evaluate(holds(textOf(first)) ? second : third);
      case 'Fn::Equals':
        return textOf(evaluate(first)) === textOf(evaluate(second));
      case 'Fn::Not':
        return evaluate(first) !== true;
      case 'Fn::And':
        return list.every((one) => evaluate(one) === true);
      case 'Fn::Or':
        return list.some((one) => evaluate(one) === true);
      default:
        throw new Error(`The function ${name} is not supported`);
    }
  }

  function holds(condition: string): boolean {
    const declared = template.Conditions[condition];
    if (declared === undefined) throw new Error(`The condition ${condition} does not exist`);
    return evaluate(declared) === true;
  }

  /** Evaluates the declarations whose condition holds. */
  const evaluateDeclared = (declared: Names): Names =>
    Object.fromEntries(
      Object.entries(declared).flatMap(([name, one]) => {
        const { Condition, ...rest } = one as Names;
        return Condition === undefined || holds(textOf(Condition)) ? [[name, evaluate(rest)]] : [];
      }),
    );

  return {
    failedAssertions: Object.values(template.Rules)
      .flatMap(({ Assertions }) => Assertions)
      .filter(({ Assert }) => evaluate(Assert) !== true)
      .map(({ AssertDescription }) => AssertDescription),
    resources: evaluateDeclared(resources) as unknown as Stack['resources'],
    outputs: Object.fromEntries(
      Object.entries(evaluateDeclared(expandForEach(template.Outputs))).map(([name, output]) => [
        name,
        (output as Names).Value ?? null,
      ]),
    ),
  };
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function textOf(value: Value): string {
  if (typeof value === 'object') throw new Error(`${JSON.stringify(value)} is not a scalar`);
  return String(value);
}

/** Returns the value of a node. Expands the short form `!Name x` to `Fn::Name: x`. */
function valueOf(node: Node): Value {
  const value = untaggedValueOf(node);
  const name = /^!(\w+)$/.exec(node.tag ?? '')?.[1];
  if (name === undefined) return value;
  if (name === 'GetAtt' && typeof value === 'string') return { 'Fn::GetAtt': value.split('.') };
  return { [name === 'Ref' ? name : `Fn::${name}`]: value };
}

function untaggedValueOf(node: Node): Value {
  if (isMap<Node, Node>(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [textOf(valueOf(key)), value === null ? null : valueOf(value)]),
    );
  if (isSeq<Node>(node)) return node.items.map(valueOf);
  return isScalar(node) ? (node.value as Value) : null;
}

/** Expands each `Fn::ForEach` into one declaration per value. */
function expandForEach(declared: Names): Names {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([key, one]) => {
      if (!key.startsWith('Fn::ForEach::')) return [[key, one] as const];
      const [variable, values, body] = one as [string, readonly string[], Names];
      return values.flatMap((value) => Object.entries(replaceVariable(body, variable, value) as Names));
    }),
  );
}

/** Replaces a loop variable in keys, `Ref` and `Fn::Sub`, the only places where CloudFormation replaces it. */
function replaceVariable(part: Value, variable: string, value: string): Value {
  if (isList(part)) return part.map((one) => replaceVariable(one, variable, value));
  if (typeof part !== 'object' || part === null) return part;
  if (part.Ref === variable) return value;
  const replaceIn = (text: string) => text.replaceAll(`\${${variable}}`, value);
  const sub = part['Fn::Sub'];
  if (sub !== undefined) {
    const [text = null, ...more] = isList(sub) ? sub : [sub];
    return {
      'Fn::Sub': [replaceIn(textOf(text)), ...more.map((one) => replaceVariable(one, variable, value))],
    };
  }
  return Object.fromEntries(
    Object.entries(part).map(([key, one]) => [replaceIn(key), replaceVariable(one, variable, value)]),
  );
}
