import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { toGlobalId } from '../../../kernel/global-id.ts';
import { rawWords, sdeAttributeTypes, type SdeAttribute } from '../model.ts';
import type { StoredEngagement } from '../store.ts';

export type Json = Readonly<Record<string, unknown>>;
type Read = (record: Json) => unknown;

export interface GraphJson {
  /** Every field of the type, under the schema's name, as the graph tells it to staff; of other entities what names them. */
  readonly toJson: (engagement: StoredEngagement) => Json;
  /** What must be read for that. */
  readonly fields: Readonly<Record<string, 1>>;
}

/**
 * An engagement as the graph shows it, for a file. The schema says what there is, so a new field is in the next export; a record is
 * walked, not queried, since an export may be of millions.
 */
export function createGraphJson(
  schema: GraphQLSchema,
  view: { readonly ipAddress: (address: string) => string },
): GraphJson {
  const ofType = new Map<string, ReadonlyMap<string, Read>>();

  /** By `Type.field`: what is not simply the record's own property. */
  const others: Readonly<Record<string, Read>> = {
    'Engagement.id': ({ engagementId }) => toGlobalId('Engagement', String(engagementId)),
    'Engagement.agent': ({ agentUsername }) => reference('Agent', 'username', agentUsername),
    'Engagement.interaction': ({ interactionId }) => reference('Interaction', undefined, interactionId),
    'EngagementVisitorInfo.ipAddress': ({ ipAddress }) =>
      typeof ipAddress === 'string' ? view.ipAddress(ipAddress) : null,
  };

  function readersOf(type: GraphQLNamedType): ReadonlyMap<string, Read> {
    const known = ofType.get(type.name);
    if (known !== undefined) return known;
    const readers = new Map<string, Read>();
    ofType.set(type.name, readers);
    if (isObjectType(type))
      for (const { name, type: of } of Object.values(type.getFields()))
        readers.set(name, others[`${type.name}.${name}`] ?? rawReader(type.name, name) ?? reader(name, of));
    return readers;
  }

  function reader(name: string, of: GraphQLOutputType): Read {
    const type = getNamedType(of);
    const value = valueReader(type);
    return isListType(getNullableType(of))
      ? (record) => (record[name] as readonly unknown[] | undefined)?.map(value) ?? null
      : (record) => (record[name] === undefined ? null : value(record[name]));
  }

  function valueReader(type: GraphQLNamedType): (value: unknown) => unknown {
    if (type.name === 'JSON') return (text) => JSON.parse(String(text)) as unknown;
    if (isUnionType(type))
      return (value) => {
        const member = schema.getType(sdeAttributeTypes[(value as SdeAttribute).kind]);
        return member === undefined ? null : written(value as Json, readersOf(member));
      };
    if (!isObjectType(type)) return (value) => value;
    return (value) => written(value as Json, readersOf(type));
  }

  const engagement = schema.getType('Engagement');
  if (!isObjectType(engagement)) throw new Error('The schema has no Engagement.');
  const stored = Object.keys(engagement.getFields()).map((name) => storedAs[name] ?? name);
  return {
    toJson: (record) => written(record as unknown as Json, readersOf(engagement)),
    fields: Object.fromEntries(stored.map((name) => [name, 1] as const)),
  };
}

const storedAs: Readonly<Record<string, string>> = {
  id: 'engagementId',
  agent: 'agentUsername',
  interaction: 'interactionId',
};

function rawReader(type: string, name: string): Read | undefined {
  const raw = rawWords[type]?.[name];
  return raw && ((record) => record[name] ?? raw.words[String(record[raw.of])] ?? null);
}

const reference = (type: string, key: string | undefined, naturalId: unknown): Json | null =>
  typeof naturalId === 'string'
    ? { id: toGlobalId(type, naturalId), ...(key === undefined ? {} : { [key]: naturalId }) }
    : null;

function written(record: Json, readers: ReadonlyMap<string, Read>): Json {
  const json: Record<string, unknown> = {};
  for (const [name, read] of readers) json[name] = read(record);
  return json;
}
