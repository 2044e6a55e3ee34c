import { gatewayRecordId } from '../../../src/domains/feeds/identity.ts';
import { createStorage, type Storage } from '../../../src/storage/index.ts';
import { counts, exportFrom, importerOf, importInto } from '../../support/importing.ts';
import { testDatabase } from '../../support/mongo.ts';
import { inBothEngines } from '../../support/engines.ts';
import { permutations } from '../agents/feed/shift.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentEvent as event, contactRecord, snapshot as status } from './connect-examples.ts';
import { traceExample, workCodeExample } from './examples.ts';
import { createTestFeeds } from './test-feeds.ts';

const call = { ...traceExample, TaskType: 'VOICE', DeliveryProvider: 'AMAZON', QueuedDurationInMillis: 0 };
const contact = contactRecord;

inBothEngines(import.meta.url, (server) => {
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const contacts = (...records: readonly unknown[]) =>
    importInto(server().app, 'connect-contact', feeds.tenant, records);
  const byGateway = (selection: string) =>
    feeds.record({ gatewayTaskId: traceExample.GatewayTaskId }, selection);

  test.each(['first', 'last'])(
    'EF-22 EF-35 EF-51 EF-57 EF-59 EF-119 EF-123 a contact record that arrives %s is joined by its id, and provides the time in the queue',
    async (when) => {
      if (when === 'first') {
        await contacts(contact);
        expect(await byGateway('taskId agent { username } contact { contactId } timeInQueue')).toEqual({
          taskId: null,
          agent: { username: 'cmiller' },
          contact: { contactId: traceExample.GatewayTaskId },
          timeInQueue: 9000,
        });
      }
      await feeds.ingest(call, { ...workCodeExample, GatewayTaskId: traceExample.GatewayTaskId });
      if (when === 'last') {
        expect(await byGateway('contact { contactId } timeInQueue queuedDuration')).toEqual({
          contact: null,
          timeInQueue: null,
          queuedDuration: 0,
        });
        await contacts(contact);
      }
      expect(
        await byGateway(`taskId queuedDuration timeInQueue workCodes { name } contact {
          contactId initialContactId previousContactId nextContactId channel initiationMethod disconnectReason initiatedAt
          connectedToSystemAt disconnectedAt lastUpdatedAt queueName enqueuedAt dequeuedAt queueDuration agent { username }
          connectedToAgentAt interactionDuration holdDuration holds afterContactWorkDuration customerAddress systemAddress
          transferredToAddress attributes } events { activityType }`),
      ).toEqual({
        taskId: traceExample.TaskId,
        queuedDuration: 0,
        timeInQueue: 9000,
        workCodes: [{ name: 'Password Change' }],
        contact: {
          contactId: traceExample.GatewayTaskId,
          initialContactId: null,
          previousContactId: null,
          nextContactId: null,
          channel: 'VOICE',
          initiationMethod: 'INBOUND',
          disconnectReason: 'CUSTOMER_DISCONNECT',
          initiatedAt: '2019-02-28T01:04:39.000Z',
          connectedToSystemAt: '2019-02-28T01:04:40.000Z',
          disconnectedAt: '2019-02-28T01:05:43.000Z',
          lastUpdatedAt: '2019-02-28T01:07:00.000Z',
          queueName: 'custservice-voice',
          enqueuedAt: '2019-02-28T01:04:41.000Z',
          dequeuedAt: '2019-02-28T01:04:50.000Z',
          queueDuration: 9000,
          agent: { username: 'cmiller' },
          connectedToAgentAt: '2019-02-28T01:04:52.000Z',
          interactionDuration: 48_000,
          holdDuration: 3000,
          holds: 1,
          afterContactWorkDuration: 11_000,
          customerAddress: '+15551232100',
          systemAddress: '+18005550100',
          transferredToAddress: null,
          attributes: { reason: 'billing' },
        },
        events: [
          { activityType: 'CONTACT_RECORD' },
          { activityType: 'INTERACTION_TRACE_RECORD' },
          { activityType: 'WORK_CODES' },
        ],
      });
    },
  );

  test.each([
    ['arrives last', [0, 1, 2]],
    ['arrives first', [2, 1, 0]],
    ['arrives in between', [1, 2, 0]],
  ])('EF-13 EF-22 the newest of three revisions of a contact wins, even if it %s', async (_, order) => {
    const revisions = [0, 1, 2].map((minute) => ({
      ...contact,
      LastUpdateTimestamp: `2019-02-28T01:0${minute}:00Z`,
      Attributes: { revision: String(minute) },
    }));
    expect(await contacts(revisions[order[0] ?? 0])).toMatchObject(counts(1, { added: 1 }));
    // An older revision is stored, and changes nothing.
    const updated = order.filter(
      (which, index) => index > 0 && which > Math.max(...order.slice(0, index)),
    ).length;
    expect(await contacts(...order.slice(1).map((which) => revisions[which]))).toMatchObject(
      counts(2, { updated, added: 2 - updated }),
    );
    expect(await contacts(...revisions)).toMatchObject(counts(3, { duplicate: 3 }));
    expect(await byGateway('contact { attributes }')).toEqual({
      contact: { attributes: { revision: '2' } },
    });
    expect(await exportFrom(server().app, 'connect-contact', feeds.tenant)).toHaveLength(3);
  });

  test.each([...permutations([0, 1, 2])])(
    'EF-60 of corrections with equal times the last to arrive applies, in the order %i %i %i, and the answers are true',
    async (...order) => {
      const trace = (revision: number) => ({ ...traceExample, WrapDurationInMillis: revision });
      const contactAt = (revision: number) => ({
        ...contactRecord,
        Attributes: { revision: String(revision) },
      });
      const last = order.at(-1) ?? 0;
      const shown = async () => [
        await feeds.record({ taskId: traceExample.TaskId }, 'wrapDuration contact { attributes }'),
      ];
      for (const [index, revision] of order.entries())
        for (const event of [trace(revision), contactAt(revision)])
          expect(await feeds.ingest(event)).toMatchObject(index === 0 ? { added: 1 } : { updated: 1 });
      const applied = [{ wrapDuration: last, contact: { attributes: { revision: String(last) } } }];
      expect(await shown()).toEqual(applied);
      // A repeated delivery of an earlier correction, alone or with others, is a duplicate and has no effect.
      for (const revision of order.slice(0, 2))
        expect(await feeds.ingest(trace(revision), contactAt(revision))).toMatchObject({ duplicate: 2 });
      expect(
        await feeds.ingest(...order.toReversed().flatMap((one) => [trace(one), contactAt(one)])),
      ).toMatchObject({
        duplicate: 6,
      });
      expect(await shown()).toEqual(applied);
    },
  );

  test('EF-60 the corrections of one batch arrive in its order, and an older event of it changes nothing', async () => {
    const trace = (wrap: number, minute: number) => ({
      ...traceExample,
      WrapDurationInMillis: wrap,
      CompletedTimestamp: `2019-02-28T01:1${minute}:00Z`,
    });
    expect(await feeds.ingest(trace(1, 1), trace(2, 1), trace(3, 0), trace(4, 1), trace(4, 1))).toMatchObject(
      { added: 2, updated: 2, duplicate: 1 },
    );
    expect(await feeds.record({ taskId: traceExample.TaskId }, 'wrapDuration')).toEqual({ wrapDuration: 4 });
  });

  test('a contact without an id or a time of update becomes a dead letter of its source', async () => {
    const { faults } = await contacts(
      { ...contact, ContactId: null },
      { ...contact, LastUpdateTimestamp: 'now' },
    );
    expect(faults).toEqual([
      expect.stringContaining('ContactId: is missing'),
      expect.stringContaining('LastUpdateTimestamp: "now" is not a date-time'),
    ]);
    expect(await feeds.data('{ deadLetters { nodes { source } } }')).toEqual({
      deadLetters: { nodes: [{ source: 'CONNECT_CONTACT' }, { source: 'CONNECT_CONTACT' }] },
    });
  });
});

describe('agent event streams', () => {
  const call = { gatewayTaskId: 'c1', type: 'VOICE', traceRecordId: gatewayRecordId({}, 'c1') };
  let storage: Storage;
  let domain: ReturnType<typeof createTestFeeds>;
  beforeEach(() => {
    const { uri, name } = testDatabase(import.meta.url);
    storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
    domain = createTestFeeds(storage);
  });
  afterEach(() => storage.close());

  const contactIn = (State: string, ContactId = 'c1') => ({
    ...status('Available'),
    Contacts: [{ ContactId, Channel: 'VOICE', State, StateStartTimestamp: '2019-08-13T20:58:00Z' }],
  });
  const ingest = async (...events: readonly object[]) => {
    const importer = importerOf(domain, 'connect-agent');
    const tenant = `t-${Math.random().toString(36).slice(2)}`;
    const outcomes = await importer.importBatch(
      tenant,
      events.map((value, index) => ({ index, line: 1, column: 1, text: JSON.stringify(value), value })),
    );
    return {
      outcomes,
      changes: [...domain.received.changes.values()],
      usage: [...domain.received.usage.values()],
    };
  };

  test.each([
    ['Available', status('Available'), { state: 'IDLE', taskCount: 0 }],
    ['Lunch', status('Lunch'), { state: 'UNAVAILABLE', reason: 'Lunch', taskCount: 0 }],
    ['Offline', status('Offline'), { state: 'LOGGED_OFF', taskCount: 0 }],
    [
      'Available, and Lunch as the next status',
      status('Available', { NextAgentStatus: { Name: 'Lunch' } }),
      { state: 'PENDING_UNAVAILABLE', reason: 'Lunch', taskCount: 0 },
    ],
    [
      'an alerting contact',
      contactIn('CONNECTING'),
      {
        state: 'RESERVED',
        taskCount: 1,
        focusTask: { ...call, state: 'ALERTING' },
      },
    ],
    [
      'a connected contact',
      contactIn('CONNECTED'),
      { state: 'WORKING', taskCount: 1, focusTask: { ...call, state: 'ACTIVE' } },
    ],
    [
      'a contact on hold',
      contactIn('CONNECTED_ONHOLD'),
      { state: 'WORKING', taskCount: 1, focusTask: { ...call, state: 'ACTIVE' } },
    ],
    [
      'an ended contact',
      contactIn('ENDED'),
      { state: 'WRAP', taskCount: 1, focusTask: { ...call, state: 'WRAP' } },
    ],
    ['a missed contact', contactIn('MISSED'), { state: 'IDLE', taskCount: 0 }],
  ])('EF-22 an agent with %s', async (_, snapshot, state) => {
    const { changes } = await ingest(event('STATE_CHANGE', snapshot, status('Training')));
    expect(changes).toEqual([
      {
        eventId: expect.any(String) as string,
        username: 'cmiller',
        reportHierarchy: ['MidWest', 'Servicing'],
        eventType: 'STATE_CHANGE',
        previous: { state: 'UNAVAILABLE', reason: 'Training', taskCount: 0 },
        current: { ...state, at: new Date('2019-02-28T00:58:00Z') },
        isAhead: false,
      },
    ]);
  });

  test('sign-in and sign-out delimit a session, and only heartbeats of agents that are not offline are usage', async () => {
    const { changes, usage, outcomes } = await ingest(
      event('LOGIN', status('Available')),
      event('HEART_BEAT', status('Available'), status('Available')),
      event('LOGOUT', status('Offline'), status('Available')),
      event('HEART_BEAT', status('Offline'), status('Offline')),
    );
    expect(outcomes).toEqual(['added', 'added', 'added', 'added']);
    expect(changes.map(({ eventType, current }) => [eventType, current.state])).toEqual([
      ['LOGIN', 'IDLE'],
      ['LOGOUT', 'LOGGED_OFF'],
    ]);
    expect(usage.map(({ action, productId }) => [action, productId])).toEqual([
      ['BEGIN', 'Amazon Connect'],
      ['ALIVE', 'Amazon Connect'],
      ['END', 'Amazon Connect'],
    ]);
  });

  test('an event without a change of state is stored, and yields no change of state', async () => {
    const { changes, outcomes } = await ingest(
      event('STATE_CHANGE', status('Available'), status('Available')),
    );
    expect([changes, outcomes]).toEqual([[], ['added']]);
  });

  test('an event without an agent is rejected', async () => {
    const { outcomes } = await ingest(event('STATE_CHANGE', null));
    expect(outcomes).toMatchObject([{ rejected: { path: ['CurrentAgentSnapshot'] } }]);
  });
});
