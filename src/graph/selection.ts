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

/** Part of `info` that is the same in compiled execution and in graphql-js. */
export type SelectionInfo = Pick<
  GraphQLResolveInfo,
  'fieldNodes' | 'fragments' | 'schema' | 'variableValues' | 'returnType'
>;

/** Selection at one position of an operation, for one of the types that are possible there. */
export interface SelectionPlan extends ConnectionFields {
  /** Whether only keys of the entity are selected. A reference then holds all selected fields. */
  readonly keysOnly: boolean;
}

export interface SelectionRules {
  readonly schema: GraphQLSchema;
  /** Stored paths from which a field is computed, by `Type.field`. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Key fields of each entity type. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Plans of one position. They depend on the variables in `@skip` and `@include` directives there. */
interface Position {
  readonly mentioned: Set<string>;
  readonly plans: Map<string, SelectionPlan>;
  /** The only plan of a position with one field node, one type and no variables, which is the common case. */
  only?: { readonly typeName: string; readonly plan: SelectionPlan };
}

export type SelectionPlanner = (info: SelectionInfo, typeName?: string) => SelectionPlan;

/** Bounds the memory that a client can use with many combinations of variables. */
const maxPlansPerPosition = 64;

/** Creates the planner. Plans are computed once per position, and held weakly by the position's first field node. */
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
  // Under an interface, a field node can merge with different field nodes in each type, so these are part of the key.
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

/** Collects the paths of a connection's nodes, which an operation can select under `nodes` and under `edges`. */
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
  // Other fields of an edge are computed from the node.
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
      // Members of a union are stored under one path, which is read whole.
      walk.paths.add(prefix + name);
    } else {
      const inner: Walk = { ...walk, paths: new Set() };
      collectPaths(inner, child, selectedFields(walk, child, [field.selectionSet]), `${prefix}${name}.`);
      // At least one path must be read, or an existing object looks absent ({ info { __typename } }).
      if (inner.paths.size === 0) inner.paths.add(prefix + name);
      for (const path of inner.paths) walk.paths.add(path);
    }
  }
}

/** Yields the selected fields of a type, including those in fragments, without those that `@skip` or `@include` removes. */
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

/** Returns the projection. Omits paths inside other paths, because MongoDB rejects a projection with both. */
function toFields(paths: ReadonlySet<string>): Fields {
  const fields: Record<string, 1> = {};
  for (const path of [...paths].sort()) {
    const parts = path.split('.');
    if (!parts.some((_, depth) => depth > 0 && paths.has(parts.slice(0, depth).join('.')))) fields[path] = 1;
  }
  return Object.freeze(fields);
}
