import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ConnectionFields, Fields } from '../domains/shared/subgraph.ts';

/** The part of `info` that both engines give alike. */
export type SelectionInfo = Pick<
  GraphQLResolveInfo,
  'fieldNodes' | 'fragments' | 'schema' | 'variableValues' | 'returnType'
>;

/** What one position of an operation asks for, of one type that can stand there. */
export interface SelectionPlan extends ConnectionFields {
  /** Only the entity's keys are asked for: naming it is enough. */
  readonly keysOnly: boolean;
}

export interface SelectionRules {
  readonly schema: GraphQLSchema;
  /** By `Type.field`: the stored paths that the field is made of. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** By type: the fields that name an entity. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The plans of one position, which depend on the variables that `@skip` and `@include` mention there. */
interface Position {
  readonly mentioned: Set<string>;
  readonly plans: Map<string, SelectionPlan>;
  /** The plan of nearly every position: of one field, one type and no variable. */
  only?: { readonly typeName: string; readonly plan: SelectionPlan };
}

export type SelectionPlanner = (info: SelectionInfo, typeName?: string) => SelectionPlan;

/** Variables come from clients: no combination of theirs may make this grow without end. */
const maxPlansPerPosition = 64;

/**
 * What a selection needs is worked out once for each position of an operation. The parsed operation is kept while clients use it,
 * so its field nodes are what the plans hang on; they go when it goes.
 */
export function createSelectionPlanner(rules: SelectionRules): SelectionPlanner {
  const positions = new WeakMap<FieldNode, Position>();
  return (info, typeName = getNamedType(info.returnType).name) => {
    const [node] = info.fieldNodes;
    if (node === undefined) throw new Error('A resolver was called without a field.');
    let position = positions.get(node);
    if (position?.only?.typeName === typeName && info.fieldNodes.length === 1) return position.only.plan;
    if (position === undefined) positions.set(node, (position = { mentioned: new Set(), plans: new Map() }));
    let plan = position.plans.get(planKey(typeName, position, info));
    if (plan === undefined) {
      plan = makePlan(rules, info, typeName, position.mentioned);
      if (position.plans.size >= maxPlansPerPosition) position.plans.clear();
      position.plans.set(planKey(typeName, position, info), plan);
      if (info.fieldNodes.length === 1 && position.mentioned.size === 0) position.only = { typeName, plan };
    }
    return plan;
  };
}

function planKey(
  typeName: string,
  { mentioned }: Position,
  { fieldNodes, variableValues }: SelectionInfo,
): string {
  let key = typeName;
  for (const name of mentioned) key += variableValues[name] === true ? '+' : '-';
  // Under an interface one field of the document can meet other ones in each type: those that it met are part of the position.
  for (let index = 1; index < fieldNodes.length; index++) key += ` ${fieldNodes[index]?.loc?.start ?? ''}`;
  return key;
}

function makePlan(
  rules: SelectionRules,
  info: SelectionInfo,
  typeName: string,
  mentioned: Set<string>,
): SelectionPlan {
  const type = rules.schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is not an object type.`);
  const walk: Walk = { rules, info, mentioned, paths: new Set() };
  const selections = info.fieldNodes.flatMap(({ selectionSet }) =>
    selectionSet === undefined ? [] : [selectionSet],
  );
  const fields = [...selectedFields(walk, type, selections)];
  const names = new Set(fields.map(({ name }) => name.value));
  const isConnection = typeName.endsWith('Connection');
  if (isConnection) collectConnectionPaths(walk, type, fields);
  else collectPaths(walk, type, fields, '');
  const keys = rules.keys.get(typeName);
  return {
    fields: toFields(walk.paths),
    rows: !isConnection || ['nodes', 'edges', 'pageInfo'].some((name) => names.has(name)),
    edges: names.has('edges'),
    totalCount: names.has('totalCount'),
    keysOnly: keys !== undefined && [...names].every((name) => keys.has(name)),
  };
}

interface Walk {
  readonly rules: SelectionRules;
  readonly info: SelectionInfo;
  readonly mentioned: Set<string>;
  readonly paths: Set<string>;
}

/** A connection's nodes are asked for in two places; what either needs is read. */
function collectConnectionPaths(walk: Walk, type: GraphQLObjectType, fields: readonly FieldNode[]): void {
  const nested = (parent: GraphQLObjectType, nodes: readonly FieldNode[], name: string) => {
    const child = getNamedType(parent.getFields()[name]?.type);
    const selections = nodes.flatMap((node) =>
      node.name.value === name && node.selectionSet !== undefined ? [node.selectionSet] : [],
    );
    return isObjectType(child) ? { child, fields: [...selectedFields(walk, child, selections)] } : undefined;
  };
  const nodes = nested(type, fields, 'nodes');
  if (nodes !== undefined) collectPaths(walk, nodes.child, nodes.fields, '');
  const edges = nested(type, fields, 'edges');
  // What an edge says of its node beside it is made of the node too.
  for (const { name } of edges?.fields ?? [])
    for (const path of walk.rules.paths.get(`${edges?.child.name ?? ''}.${name.value}`) ?? [])
      walk.paths.add(path);
  const node = edges && nested(edges.child, edges.fields, 'node');
  if (node !== undefined) collectPaths(walk, node.child, node.fields, '');
}

function collectPaths(
  walk: Walk,
  type: GraphQLObjectType,
  fields: Iterable<FieldNode>,
  prefix: string,
): void {
  for (const field of fields) {
    const name = field.name.value;
    const definition = type.getFields()[name];
    if (definition === undefined) continue; // __typename
    const declared = walk.rules.paths.get(`${type.name}.${name}`);
    if (declared !== undefined) {
      for (const path of declared) walk.paths.add(prefix + path);
      continue;
    }
    const child = getNamedType(definition.type);
    const isEntity = walk.rules.keys.has(child.name);
    if (isLeafType(child) || !isObjectType(child) || isEntity || field.selectionSet === undefined) {
      // The members of a union keep what they have under one path: all of it is read.
      walk.paths.add(prefix + name);
    } else {
      const inner: Walk = { ...walk, paths: new Set() };
      collectPaths(inner, child, selectedFields(walk, child, [field.selectionSet]), `${prefix}${name}.`);
      // Something must be read of it, or an object that is there looks absent ({ info { __typename } }).
      if (inner.paths.size === 0) inner.paths.add(prefix + name);
      for (const path of inner.paths) walk.paths.add(path);
    }
  }
}

/** The fields that are selected of a type, with its fragments opened; those that a variable leaves out are left out. */
function* selectedFields(
  walk: Walk,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): Generator<FieldNode> {
  for (const { selections } of selectionSets)
    for (const selection of selections) {
      if (!isIncluded(walk, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        yield selection;
        continue;
      }
      const fragment: FragmentDefinitionNode | typeof selection | undefined =
        selection.kind === Kind.FRAGMENT_SPREAD ? walk.info.fragments[selection.name.value] : selection;
      if (fragment === undefined || !('selectionSet' in fragment)) continue;
      if (applies(walk, fragment.typeCondition?.name.value, type))
        yield* selectedFields(walk, type, [fragment.selectionSet]);
    }
}

function applies({ rules }: Walk, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = rules.schema.getType(condition);
  return (
    conditional !== undefined &&
    isCompositeType(conditional) &&
    isAbstractType(conditional) &&
    rules.schema.isSubType(conditional, type)
  );
}

function isIncluded({ info, mentioned }: Walk, { directives = [] }: SelectionNode): boolean {
  for (const directive of directives) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const value = directive.arguments?.[0]?.value;
    if (value?.kind === Kind.VARIABLE) mentioned.add(value.name.value);
    const condition =
      value?.kind === Kind.VARIABLE
        ? info.variableValues[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    if (condition !== (name === 'include')) return false;
  }
  return true;
}

/** MongoDB refuses a projection that names a path and one inside it. */
function toFields(paths: ReadonlySet<string>): Fields {
  const fields: Record<string, 1> = {};
  for (const path of [...paths].sort()) {
    const parts = path.split('.');
    if (!parts.some((_, depth) => depth > 0 && paths.has(parts.slice(0, depth).join('.')))) fields[path] = 1;
  }
  return Object.freeze(fields);
}
