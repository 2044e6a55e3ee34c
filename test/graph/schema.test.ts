import {
  getNamedType,
  getNullableType,
  GraphQLNonNull,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  Kind,
  parse,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';
import { readSdl } from '../../src/domains/shared/subgraph.ts';
import { domainNames } from '../../src/config/index.ts';
import { isEntityStub } from '../../src/graph/merge-sdl.ts';
import { bareGraph } from '../support/every-field.ts';

const { schema, annotations } = bareGraph();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const fieldsOf = (type: GraphQLNamedType): GraphQLField<unknown, unknown>[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
  (type) => (type ? fieldsOf(type).map((field) => [`${type.name}.${field.name}`, field] as const) : []),
);
const protectedTypes = types.filter(({ name }) => {
  const annotation = annotations.get(name);
  return annotation?.scopes !== undefined || annotation?.authenticated === true;
});

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Yields all parts of the schema that can have a description, by coordinate. */
function* documented(): Generator<[coordinate: string, Described]> {
  for (const directive of schema.getDirectives())
    if (!isSpecifiedDirective(directive)) {
      yield [`@${directive.name}`, directive];
      for (const argument of directive.args) yield [`@${directive.name}(${argument.name})`, argument];
    }
  for (const type of types) {
    yield [type.name, type];
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field];
    for (const field of fieldsOf(type)) {
      yield [`${type.name}.${field.name}`, field];
      for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name})`, argument];
    }
  }
}

test('every type, field, argument, input field, enum value, scalar and directive has a description', () => {
  const all = [...documented()];
  expect(all.length).toBeGreaterThan(300);
  const without = all.filter(([, { description }]) => (description ?? '').trim() === '');
  expect(without.map(([coordinate]) => coordinate)).toEqual([]);
});

test('a description is a sentence: it begins with a capital letter or a name, and ends with a full stop', () => {
  const odd = [...documented()].filter(
    ([, { description }]) => !/^(?:[A-Z`]|macOS).*\.$/s.test((description ?? '').trim()),
  );
  expect(odd.map(([coordinate, { description }]) => `${coordinate}: ${description ?? ''}`)).toEqual([]);
});

test('an entity in several subgraphs has the description of its owner', () => {
  for (const name of domainNames)
    for (const definition of parse(readSdl(name)).definitions)
      if (
        definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
        definition.interfaces?.some((one) => one.name.value === 'Node') &&
        !isEntityStub(definition)
      )
        expect(schema.getType(definition.name.value)?.description).toBe(definition.description?.value);
});

test('every root field requires a caller', () => {
  const open = rootFields.filter(([coordinate, field]) => {
    const own = annotations.get(coordinate);
    const returned = annotations.get(getNamedType(field.type).name);
    return !(own?.authenticated ?? false) && own?.scopes === undefined && returned?.scopes === undefined;
  });
  expect(open.map(([coordinate]) => coordinate)).toEqual([]);
});

/** Root fields that may be non-null: a subscription has one root field, and `nodes` has an error for each id that cannot be read. */
const isNonNullRoot = (coordinate: string): boolean =>
  coordinate.startsWith('Subscription.') || coordinate === 'Query.nodes';

test('every root field is nullable, so that an error does not affect the other fields of the operation', () => {
  expect(
    rootFields
      .filter(([coordinate, field]) => isNonNullType(field.type) && !isNonNullRoot(coordinate))
      .map(([coordinate]) => coordinate),
  ).toEqual([]);
});

test('every root field names its scopes in its description', () => {
  for (const [coordinate, field] of rootFields)
    for (const scope of annotations.get(coordinate)?.scopes?.flat() ?? [])
      expect(field.description).toContain(`\`${scope}\``);
});

test('every scope in the schema exists', async () => {
  const { isScope } = await import('../../src/auth/scopes.ts');
  const required = [...annotations.values()].flatMap(({ scopes }) => scopes?.flat() ?? []);
  expect(required.filter((scope) => !isScope(scope))).toEqual([]);
  expect(required.length).toBeGreaterThan(5);
});

/** Types of which other subgraphs may have fields: a null in one of those must not remove more than the entity. */
const isEntity = (type: GraphQLNamedType): boolean =>
  isAbstractType(type)
    ? schema.getPossibleTypes(type).some(isEntity)
    : isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');

/** Returns whether an item of the type is non-null. The list itself may be. */
const isRequiredItem = (type: GraphQLOutputType): boolean => {
  const nullable = getNullableType(type);
  return isListType(nullable) ? isRequiredItem(nullable.ofType) : isNonNullType(type);
};

test('an entity or a protected type is nullable, in lists too', () => {
  const breaches = types.flatMap((type) =>
    fieldsOf(type).flatMap((field) => {
      const returned = getNamedType(field.type);
      const coordinate = `${type.name}.${field.name}`;
      return (isEntity(returned) || protectedTypes.includes(returned)) &&
        isRequiredItem(field.type) &&
        !isNonNullRoot(coordinate)
        ? [coordinate]
        : [];
    }),
  );
  expect(protectedTypes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ChatTranscript', 'Engagement']),
  );
  expect(breaches).toEqual([]);
});

test('a field that is for staff only or requires scopes is nullable', () => {
  const breaches = types.flatMap((type) =>
    fieldsOf(type).flatMap((field) => {
      const annotation = annotations.get(`${type.name}.${field.name}`);
      const restricted = annotation?.staffOnly === true || annotation?.scopes !== undefined;
      const coordinate = `${type.name}.${field.name}`;
      return restricted && isNonNullType(field.type) && !isNonNullRoot(coordinate) ? [coordinate] : [];
    }),
  );
  expect(breaches).toEqual([]);
});

test('every connection declares its list size, so that its cost can be computed', () => {
  const connections = types.flatMap((type) =>
    fieldsOf(type).flatMap((field) =>
      getNamedType(field.type).name.endsWith('Connection')
        ? [[`${type.name}.${field.name}`, field] as const]
        : [],
    ),
  );
  expect(connections.length).toBeGreaterThan(2);
  for (const [coordinate, field] of connections) {
    expect([coordinate, annotations.get(coordinate)?.listSize]).toEqual([
      coordinate,
      {
        assumedSize: 50,
        // Lists with offset paging also have the argument `limit`.
        slicingArguments: [
          'first',
          'last',
          ...field.args.flatMap(({ name }) => (name === 'limit' ? [name] : [])),
        ],
        sizedFields: ['nodes', 'edges'],
      },
    ]);
    expect(field.args.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['first', 'after', 'last', 'before']),
    );
  }
});

test('a connection has nodes, edges, page info and a total count', () => {
  for (const type of types.filter(({ name }) => name.endsWith('Connection'))) {
    const node = type.name.slice(0, -'Connection'.length);
    // Further fields come after these.
    expect(
      fieldsOf(type)
        .slice(0, 4)
        .map(({ name, type: of }) => `${name}: ${String(of)}`),
    ).toEqual([
      `nodes: [${node}${isEntity(schema.getType(node) ?? type) ? '' : '!'}]!`,
      `edges: [${node}Edge!]!`,
      'pageInfo: PageInfo!',
      'totalCount: Int',
    ]);
  }
});

test('an object has the field `id` if and only if it is a node', () => {
  const objects = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  expect(
    objects.flatMap((type) => {
      const isNode = type.name === 'Node' || type.getInterfaces().some(({ name }) => name === 'Node');
      return (type.getFields().id !== undefined) === isNode ? [] : [type.name];
    }),
  ).toEqual([]);
  expect(objects.filter(isEntity).length).toBeGreaterThan(15);
});

test('every mutation returns a nullable type that implements OperationPayload', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const payloads = schema.getPossibleTypes(schema.getType('OperationPayload') as GraphQLInterfaceType);
  expect(mutations.length).toBeGreaterThan(25);
  expect(
    mutations.filter(({ type }) => !payloads.some((payload) => payload === type)).map(({ name }) => name),
  ).toEqual([]);
});

test('an argument with an identifier is `id` for the object itself, otherwise the role with Id, Ids or Key', () => {
  const odd = types.flatMap((type) =>
    fieldsOf(type).flatMap((field) =>
      field.args
        .filter(
          ({ name, type: of }) => getNamedType(of).name === 'ID' && !/^ids?$|[a-z]Ids?$|Key$/.test(name),
        )
        .map(({ name }) => `${type.name}.${field.name}(${name})`),
    ),
  );
  // The names of the source's own parameters.
  expect(odd).toEqual(['Mutation.eraseFeedData(tasks)']);
});

test('members of an abstract type give a field name one type', () => {
  const conflicts = types.flatMap((type) => {
    if (!isAbstractType(type) || type.name === 'Node') return [];
    const known = new Map<string, string>();
    return schema.getPossibleTypes(type).flatMap((member) =>
      Object.values(member.getFields()).flatMap(({ name, type: of }) => {
        const other = known.get(name) ?? String(of);
        known.set(name, other);
        return other === String(of) ? [] : [`${type.name}: ${member.name}.${name}`];
      }),
    );
  });
  expect(conflicts).toEqual([]);
});

test('a deprecation names its replacement and the date of its removal, and none is overdue', () => {
  const faults = [...documented()].flatMap(([coordinate, part]) => {
    const reason = (part as { readonly deprecationReason?: string | null }).deprecationReason;
    if (reason == null) return [];
    const gone = /Use `[^`]+`\..* Gone after (\d{4}-\d{2}-\d{2})\.$/s.exec(reason)?.[1];
    return gone !== undefined && Date.parse(gone) > Date.now() ? [] : [`${coordinate}: ${reason}`];
  });
  expect(faults).toEqual([]);
});

test('every scalar of the schema names its specification', () => {
  const scalars = types.filter(isScalarType);
  expect(scalars.map(({ name }) => name).toSorted()).toEqual(['DateTime', 'JSON', 'Milliseconds']);
  for (const scalar of scalars) expect(scalar.specifiedByURL).toMatch(/^https:/);
});

test('a field with an enum that a source can extend has a second field for the raw value of the source', () => {
  const breaches = types.flatMap((type) =>
    fieldsOf(type).flatMap((field) => {
      const returned = getNamedType(field.type);
      const isOpen = isEnumType(returned) && returned.getValue('OTHER') !== undefined;
      const raw = isObjectType(type) ? type.getFields()[`${field.name}Raw`] : undefined;
      // An agent's state is not a value of a source.
      return isOpen && raw === undefined && returned.name !== 'AgentState'
        ? [`${type.name}.${field.name}`]
        : [];
    }),
  );
  expect(breaches).toEqual([]);
});

test('ids of the sources are ID or String, never numbers', () => {
  const numeric = types.flatMap((type) =>
    fieldsOf(type)
      .filter(
        ({ name, type: of }) => /Ids?$|^id$/.test(name) && ['Int', 'Float'].includes(getNamedType(of).name),
      )
      .map(({ name }) => `${type.name}.${name}`),
  );
  expect(numeric).toEqual([]);
});

test('durations are Milliseconds, and instants are DateTime', () => {
  for (const type of types)
    for (const { name, type: of } of fieldsOf(type)) {
      if (/duration$/i.test(name))
        expect([`${type.name}.${name}`, getNamedType(of).name]).toEqual([
          `${type.name}.${name}`,
          'Milliseconds',
        ]);
      if (/(?:Time|At|TimeStamp)$/.test(name))
        expect([`${type.name}.${name}`, getNamedType(of).name]).toEqual([`${type.name}.${name}`, 'DateTime']);
    }
});

test('required arguments and input fields have no default value', () => {
  for (const type of types) {
    for (const { args } of fieldsOf(type))
      for (const argument of args)
        if (argument.defaultValue !== undefined) expect(isRequiredArgument(argument)).toBe(false);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        if (isRequiredInputField(field)) expect(field.type).toBeInstanceOf(GraphQLNonNull);
  }
});
