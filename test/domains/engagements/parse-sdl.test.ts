import { readFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import {
  type DirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeNode,
  visit,
} from 'graphql';
import * as model from '../../../src/domains/engagements/model.ts';
import {
  conversation,
  exampleRecord,
  laterRecord,
  openConversation,
  parsed,
} from '../../fixtures/liveperson/index.ts';

const sdl = ['common', 'engagements']
  .map((name) => readFileSync(new URL(`../../../schema/${name}.graphql`, import.meta.url), 'utf8'))
  .join('\n');
const document = parse(sdl);

const fieldsOf = new Map<string, ReadonlyMap<string, FieldDefinitionNode>>();
const valuesOf = new Map<string, readonly string[]>();
for (const definition of document.definitions) {
  if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) {
    fieldsOf.set(
      definition.name.value,
      new Map(definition.fields?.map((field) => [field.name.value, field])),
    );
  } else if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
    valuesOf.set(definition.name.value, definition.values?.map(({ name }) => name.value) ?? []);
  }
}

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
const directive = (
  node: { readonly directives?: readonly DirectiveNode[] | undefined } | undefined,
  name: string,
) => node?.directives?.find((one) => one.name.value === name);
const field = (type: string, name: string) => fieldsOf.get(type)?.get(name);

test('every type, field, argument, enum value and directive has a description', () => {
  const bare: string[] = [];
  const check = (node: { name: { value: string }; description?: { value: string } | undefined }) => {
    if (!node.description?.value.trim()) bare.push(node.name.value);
  };
  visit(document, {
    ObjectTypeDefinition: check,
    InterfaceTypeDefinition: check,
    UnionTypeDefinition: check,
    EnumTypeDefinition: check,
    InputObjectTypeDefinition: check,
    ScalarTypeDefinition: check,
    DirectiveDefinition: check,
    FieldDefinition: check,
    InputValueDefinition: check,
    EnumValueDefinition: check,
  });
  expect(bare).toEqual([]);
});

test('the SDL is a Federation 2 subgraph, alone and beside the owner of Agent', () => {
  const agents = parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type Query { agents: [Agent!]! }
    type Agent @key(fields: "id") @key(fields: "username") { id: ID! username: ID! nickname: String }
  `);
  const engagements = { name: 'engagements', typeDefs: document };
  for (const services of [[engagements], [engagements, { name: 'agents', typeDefs: agents }]]) {
    const { errors, supergraphSdl } = composeServices(services);
    expect(errors?.map(({ message }) => message) ?? []).toEqual([]);
    expect(supergraphSdl).toContain('type EngagementLine');
  }
});

test('an enum has the values of the model, and OTHER if the source may extend it', () => {
  const words: Readonly<Record<string, object>> = {
    EngagementChannel: model.channelWords,
    EngagementStartReason: model.startReasonWords,
    EngagementEndReason: model.endReasonWords,
    LineSource: model.lineSourceWords,
    TextType: model.textTypeWords,
    LineControlType: model.controlTypeWords,
    DeviceType: model.deviceWords,
    OperatingSystem: model.operatingSystemWords,
    BrowserType: model.browserTypeWords,
    SurveyScope: model.surveyScopeWords,
    SurveySource: model.surveySourceWords,
    CoBrowseEndReason: model.coBrowseEndReasonWords,
    SdeKind: model.sdeKindWords,
  };
  for (const [name, table] of Object.entries(words)) {
    expect([name, valuesOf.get(name)]).toEqual([name, [...Object.keys(table), 'OTHER']]);
  }
  expect(valuesOf.get('Visibility')).toEqual(Object.keys(model.visibilityWords));
});

test('every raw field is in the table of raw values, and every open enum has a raw field', () => {
  const inSdl = [...fieldsOf].flatMap(([type, fields]) =>
    [...fields.keys()].filter((name) => name.endsWith('Raw')).map((name) => `${type}.${name}`),
  );
  const inTable = Object.entries(model.rawValues).flatMap(([type, fields]) =>
    Object.keys(fields).map((name) => `${type}.${name}`),
  );
  expect(inTable.sort()).toEqual(inSdl.sort());
  for (const [type, fields] of fieldsOf) {
    for (const [name, { type: fieldType }] of fields) {
      if (valuesOf.get(namedType(fieldType))?.includes('OTHER')) {
        expect([`${type}.${name}Raw`, field(type, `${name}Raw`) !== undefined]).toEqual([
          `${type}.${name}Raw`,
          true,
        ]);
        expect(model.rawValues[type]?.[`${name}Raw`]?.of).toBe(name);
      }
    }
  }
});

test('the members of the union are those of the model', () => {
  const union = document.definitions.find((one) => one.kind === Kind.UNION_TYPE_DEFINITION);
  expect(union?.types?.map(({ name }) => name.value)).toEqual(Object.values(model.sdeAttributeTypes));
});

describe('stored records', () => {
  /** Collects the values of a record that have no field in the schema, or that do not fit the type of their field. */
  function misfits(value: unknown, type: string, at: string): string[] {
    if (Array.isArray(value)) return value.flatMap((item) => misfits(item, type, `${at}[]`));
    const values = valuesOf.get(type);
    if (values) return values.includes(String(value)) ? [] : [`${at} is ${String(value)}`];
    if (typeof value !== 'object' || value === null || value instanceof Date) {
      const fits =
        type === 'DateTime'
          ? value instanceof Date
          : type === 'Int' || type === 'Milliseconds'
            ? Number.isSafeInteger(value)
            : typeof value === { Float: 'number', Boolean: 'boolean' }[type] ||
              (typeof value === 'string' && ['ID', 'String', 'JSON'].includes(type));
      return fits ? [] : [`${at} is no ${type}`];
    }
    const kind = 'kind' in value ? (value.kind as model.SdeKind) : undefined;
    const object = type === 'SdeAttribute' && kind ? model.sdeAttributeTypes[kind] : type;
    return Object.entries(value).flatMap(([key, inner]) => {
      const known = field(object, key);
      if (known) return misfits(inner, namedType(known.type), `${at}.${key}`);
      const isStoredAlone =
        (object === 'Engagement' && key === 'agentUsername') || (type === 'SdeAttribute' && key === 'kind');
      return isStoredAlone ? [] : [`${at}.${key} is not in the schema`];
    });
  }

  const records = () => [
    ...([4, 5, 6] as const).map(exampleRecord),
    laterRecord(),
    conversation(),
    openConversation(),
  ];

  test('a stored record has the names and types of the schema, so that a selection is a projection', () => {
    for (const record of records()) {
      expect(misfits(parsed(record), 'Engagement', 'engagement')).toEqual([]);
    }
  });

  test('every non-null field of the schema is stored', () => {
    const missing = (value: unknown, type: string, at: string): string[] => {
      if (Array.isArray(value)) return value.flatMap((item) => missing(item, type, `${at}[]`));
      if (typeof value !== 'object' || value === null || value instanceof Date) return [];
      const kind = 'kind' in value ? (value.kind as model.SdeKind) : undefined;
      const object = type === 'SdeAttribute' && kind ? model.sdeAttributeTypes[kind] : type;
      return [...(fieldsOf.get(object) ?? [])].flatMap(([name, { type: fieldType }]) => {
        const inner = (value as Record<string, unknown>)[name];
        if (inner !== undefined) return missing(inner, namedType(fieldType), `${at}.${name}`);
        // The id is derived from the key, and the store adds the metadata.
        const isMade = object === 'Engagement' && ['id', 'metadata'].includes(name);
        return fieldType.kind === Kind.NON_NULL_TYPE && !isMade ? [`${at}.${name}`] : [];
      });
    };
    for (const record of records()) {
      expect(missing(parsed(record), 'Engagement', 'engagement')).toEqual([]);
      expect(missing(model.withoutVisitor(parsed(record), new Date(0)), 'Engagement', 'engagement')).toEqual(
        [],
      );
    }
  });
});

describe('visibility', () => {
  const ofStaffAlone: Readonly<Record<string, readonly string[]>> = {
    Engagement: ['agent', 'customer', 'lineScores', 'sdes', 'summary', 'transfers', 'messageStatuses'],
    EngagementInfo: [
      'sharkEngagementId',
      'agentId',
      'agentLoginName',
      'agentFullName',
      'agentDeleted',
      'agentGroupId',
      'agentGroupName',
      'skillId',
      'skillName',
      'isAgentSurvey',
      'mcs',
      'alertedMcs',
      'chatMcs',
      'csat',
    ],
    EngagementLine: ['agentId', 'cannedAnswer', 'score', 'contextData'],
    EngagementCampaign: [
      'engagementAgentNote',
      'visitorBehaviorId',
      'visitorBehaviorName',
      'visitorProfileId',
      'visitorProfileName',
      'profileSystemDefault',
      'behaviorSystemDefault',
    ],
    EngagementVisitorInfo: ['ipAddress'],
    EngagementSurveys: ['operator'],
    EngagementFacets: ['agents', 'skills', 'agentGroups', 'alertedMcs'],
  };

  test('EH-123 staff-only fields, including the IP address, are null for a customer', () => {
    for (const [type, fields] of fieldsOf) {
      const marked = [...fields.values()]
        .filter((one) => directive(one, 'staffOnly'))
        .map(({ name }) => name.value);
      expect([type, marked]).toEqual([type, ofStaffAlone[type] ?? []]);
    }
    for (const [type, names] of Object.entries(ofStaffAlone)) {
      for (const name of names) {
        expect([type, name, field(type, name)?.type.kind === Kind.NON_NULL_TYPE]).toEqual([
          type,
          name,
          false,
        ]);
      }
    }
  });

  test('engagements require the scope engagement.view, at the root and as a type', () => {
    const engagement = document.definitions.find(
      (one): one is ObjectTypeDefinitionNode =>
        one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Engagement',
    );
    for (const node of [engagement, field('Query', 'engagement'), field('Query', 'engagements')]) {
      expect(JSON.stringify(directive(node, 'requiresScopes'))).toContain('"engagement.view"');
    }
  });

  test('EH-88 mcs is deprecated in favour of alertedMcs', () => {
    expect(JSON.stringify(directive(field('EngagementInfo', 'mcs'), 'deprecated'))).toContain('alertedMcs');
  });
});
