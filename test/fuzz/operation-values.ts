import { traceExample } from '../domains/feeds/examples.ts';
import type { Values } from './operation-generator.ts';
import type { MarkedTenant } from './tenants.ts';

const odd = [
  '',
  ' ',
  0,
  -1,
  101,
  2 ** 31,
  '$where',
  '{"$gt":""}',
  '__proto__',
  '../0',
  'a'.repeat(300),
  'yesterday',
];
export const ranges = [
  { from: '2026-01-01T00:00:00Z', to: '2026-01-30T00:00:00Z' },
  { from: '2018-11-01T00:00:00Z', to: '2018-11-30T00:00:00Z' },
  { from: '2019-02-27T00:00:00Z', to: '2019-03-01T00:00:00Z' },
];
const names: Readonly<Record<string, readonly string[]>> = {
  agentId: ['ann', 'bob'],
  agentIds: ['ann', 'bob'],
  username: ['ann', 'bob', 'new'],
  customerId: ['cleo', 'dora'],
  visitorId: ['cleo', 'NhMjA1YzY5ZDk3OGY0ODA3'],
  chatterId: ['C4327014826', 'cleo'],
  interactionUniqueId: ['100', '200', '300'],
  companyId: ['abccompany'],
  environment: ['prod'],
  skill: ['tents', 'boats'],
  hierarchy: ['MidWest', 'Servicing'],
  set: ['card', 'a'],
};
const localIds = [
  '100',
  '200',
  'ann',
  'qa844815054294982965',
  'le424242421234567890',
  'two',
  traceExample.TaskId,
];

/** Returns values for arguments, with the ids and the words of all tenants. Texts to write contain the mark of the writer. */
export function valuesFor(tenants: readonly MarkedTenant[], own: MarkedTenant, kind: string): Values {
  const all = (of: (tenant: MarkedTenant) => readonly string[]) => tenants.flatMap(of);
  // The own ids are as frequent as those of both others.
  const ids = [...own.known.ids, ...all(({ known }) => known.ids), ...localIds];
  const texts = kind === 'mutation' ? [own.mark, `a ${own.mark}`] : ['tents', 'tent'];
  const idsOf = (result: string) => {
    const owner =
      /^(Interaction(Flow|Event)?|ChatMessage|Typing|\w+?)(Notification|Payload|By)?$/.exec(result)?.[1] ??
      '';
    const type = ['InteractionEvent', 'ChatMessage', 'Typing'].includes(owner) ? 'Interaction' : owner;
    const ofType = ids.filter((id) => Buffer.from(id, 'base64url').toString().startsWith(`${type}:`));
    return ofType.length === 0 ? ids : [...ofType, ...localIds];
  };
  return {
    odd: [...odd, null, [], own.mark],
    of(argument, type, result) {
      switch (type) {
        case 'ID':
        case 'String':
          if (argument === 'after' || argument === 'before') return all(({ known }) => known.cursors);
          if (argument === 'afterEventId' || argument === 'eventId')
            return all(({ known }) => [...known.streams.keys()]);
          // Another tenant's words find nothing.
          if (argument === 'keyword') return [...all(({ mark }) => [mark]), 'tent', '"a tent"', 'te*'];
          if (argument === 'id') return idsOf(result);
          return names[argument] ?? (type === 'ID' ? ids : texts);
        case 'JSON':
          return [{ ActivityType: 'WORK_CODES', note: own.mark }, { a: own.mark }, {}];
        case 'DateTime':
          return ['2026-01-09T11:00:00Z', '2019-02-28T01:04:48Z', '0001-01-01T00:00:00Z'];
        case 'DateTimeRange':
          return ranges;
        case 'Milliseconds':
          return [0, 1, 60_000, 2 ** 53 - 1];
        case 'Int':
          return [0, 1, 2, 5, 20];
        case 'Float':
          return [0, -1.5, 1e308];
        case 'Boolean':
          return [true, false];
        default:
          return [];
      }
    },
  };
}
