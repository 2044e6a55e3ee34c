import { importInto } from '../../support/importing.ts';
import { inBothEngines } from '../../support/engines.ts';
import { openProfiler } from '../../support/profiler.ts';
import { tokenFor } from '../../support/server.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, transcriptExample, usageExample, workCodeExample } from './examples.ts';

type Json = Record<string, unknown>;

const profiler = openProfiler(import.meta.url);
afterAll(() => profiler.close());
const all = [traceExample, workCodeExample, usageExample, agentExample, transcriptExample];
const prod = { companyId: 'abccompany', environment: 'prod' };
const types =
  'INTERACTION_TRACE_RECORD WORK_CODES USER_USAGE EXTENDED_AGENT_EVENTS CHAT_TRANSCRIPT CONTACT_RECORD AGENT_EVENT'.split(
    ' ',
  );
const set = `mutation ($companyId: String, $environment: String, $activityType: FeedActivity!, $isOn: Boolean!) {
  setFeedSwitch(companyId: $companyId, environment: $environment, activityType: $activityType, isOn: $isOn) { feedSwitches { companyId environment on off } } }`;

inBothEngines(import.meta.url, (server) => {
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const setType = async (isOn: boolean, activityType: string, namespace: Json = prod) =>
    (await feeds.data<{ setFeedSwitch: { feedSwitches: Json } }>(set, { ...namespace, activityType, isOn }))
      .setFeedSwitch.feedSwitches;
  const storedTypes = async () => {
    const { feedEvents, deadLetters } = await feeds.data<{
      feedEvents: { nodes: { activityType: string }[] };
      deadLetters: { totalCount: number };
    }>('{ feedEvents { nodes { activityType } } deadLetters { totalCount } }');
    return [...feedEvents.nodes.map(({ activityType }) => activityType).sort(), deadLetters.totalCount];
  };
  const ingest = async (...events: readonly unknown[]) =>
    (
      await feeds.data<{ ingestEvents: { report: Json } }>(
        'mutation ($events: [JSON!]!) { ingestEvents(events: $events) { report { read added disabled rejected { reason } } } }',
        { events },
      )
    ).ingestEvents.report;

  test('EF-8 EF-116 events of a type that is off in an environment are skipped in every form of ingestion, and counted as disabled', async () => {
    expect(await setType(false, 'WORK_CODES')).toEqual({
      ...prod,
      on: types.filter((type) => type !== 'WORK_CODES'),
      off: ['WORK_CODES'],
    });
    const bad = { ...workCodeExample, CreatedDate: 'yesterday' };
    expect(await ingest(...all, bad)).toEqual({ read: 6, added: 4, disabled: 2, rejected: [] });
    const response = await fetch(server().ingestUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${feeds.token}`, 'content-type': 'application/json' },
      body: JSON.stringify([...all, bad]),
    });
    expect(await response.json()).toEqual({
      read: 6,
      added: 0,
      updated: 0,
      duplicate: 4,
      disabled: 2,
      rejectedCount: 0,
      rejected: [],
    });
    expect(await importInto(server().app, 'symbee', feeds.tenant, [...all, bad])).toEqual({
      read: 6,
      added: 0,
      updated: 0,
      duplicate: 4,
      disabled: 2,
      rejected: 0,
      faults: [],
    });
    expect(await storedTypes()).toEqual([
      ...types
        .slice(0, 5)
        .filter((type) => type !== 'WORK_CODES')
        .sort(),
      0,
    ]);
    expect(await feeds.record({ taskId: traceExample.TaskId }, 'workCodes { name }')).toEqual({
      workCodes: [],
    });
  });

  test('EF-8 each type has its own setting in each environment of each company', async () => {
    await setType(false, 'USER_USAGE');
    await setType(false, 'INTERACTION_TRACE_RECORD', { companyId: 'abccompany', environment: 'test' });
    expect(await setType(false, 'CHAT_TRANSCRIPT', {})).toMatchObject({
      companyId: null,
      off: ['CHAT_TRANSCRIPT'],
    });
    const others = [
      { ...usageExample, Environment: 'test' },
      { ...workCodeExample, CompanyId: 'xyz' },
      { ...usageExample, CompanyId: '' },
    ];
    expect(await ingest(usageExample, ...others)).toMatchObject({ added: 3, disabled: 1 });
    expect(await ingest(traceExample, { ...traceExample, Environment: 'test' })).toMatchObject({
      added: 1,
      disabled: 1,
    });
    // Transcripts have no company.
    expect(await ingest(transcriptExample)).toMatchObject({ added: 0, disabled: 1 });
    const settings = 'feedSwitches { companyId environment off }';
    expect(await feeds.data(`{ ${settings} }`)).toEqual({
      feedSwitches: [
        { companyId: null, environment: null, off: ['CHAT_TRANSCRIPT'] },
        { ...prod, off: ['USER_USAGE'] },
        { companyId: 'abccompany', environment: 'test', off: ['INTERACTION_TRACE_RECORD'] },
      ],
    });
    expect(
      await feeds.data('{ feedSwitches(companyId: "nobody", environment: "prod") { companyId on off } }'),
    ).toEqual({ feedSwitches: [{ companyId: 'nobody', on: types, off: [] }] });
  });

  test('EF-8 events of a type that is on again are stored, and settings are separate per tenant', async () => {
    await setType(false, 'USER_USAGE');
    await setType(false, 'USER_USAGE');
    expect(await ingest(usageExample)).toMatchObject({ disabled: 1 });
    const other = await openFeedClient(server());
    expect(await other.ingest(usageExample)).toMatchObject({ added: 1 });
    expect(await setType(true, 'USER_USAGE')).toMatchObject({ off: [] });
    expect(await setType(true, 'USER_USAGE')).toMatchObject({ off: [] });
    expect(await ingest(usageExample)).toMatchObject({ added: 1, disabled: 0 });
  });

  test('EF-8 with its agent event types off, a second company adds no agent states, and its tasks stay separate', async () => {
    const other = { companyId: 'xyz', environment: 'prod' };
    await setType(false, 'EXTENDED_AGENT_EVENTS', other);
    await setType(false, 'USER_USAGE', other);
    const theirs = { CompanyId: 'xyz', CurrentState: 'IDLE', CurrentStateTimestamp: '2019-03-01T00:00:00Z' };
    const { CompanyId } = theirs;
    expect(
      await ingest(
        agentExample,
        { ...agentExample, ...theirs },
        { ...usageExample, CompanyId },
        traceExample,
        {
          ...traceExample,
          CompanyId,
        },
      ),
    ).toMatchObject({ added: 3, disabled: 2 });
    expect(await feeds.data('{ agent(id: "cmiller") { state } }')).toEqual({
      agent: { state: 'WRAP' },
    });
    expect(await feeds.records('companyId: "xyz"', 'companyId')).toEqual([{ companyId: 'xyz' }]);
  });

  test('EF-8 a dead letter of a type that is off waits until the type is on again', async () => {
    await feeds.ingest({ ...workCodeExample, CreatedDate: 'yesterday' });
    await setType(false, 'WORK_CODES');
    const { deadLetters } = await feeds.data<{ deadLetters: { nodes: { id: string }[] } }>(
      '{ deadLetters { nodes { id } } }',
    );
    const mend = () =>
      feeds.data(
        'mutation ($id: ID!, $event: JSON!) { mendDeadLetter(id: $id, event: $event) { deadLetters { status reason } } }',
        {
          id: deadLetters.nodes[0]?.id,
          event: workCodeExample,
        },
      );
    expect(await mend()).toEqual({
      mendDeadLetter: { deadLetters: [{ status: 'WAITING', reason: 'WORK_CODES is switched off' }] },
    });
    await setType(true, 'WORK_CODES');
    expect(await mend()).toMatchObject({ mendDeadLetter: { deadLetters: [{ status: 'TAKEN' }] } });
  });

  test('EF-8 the events of Amazon Connect have their own settings', async () => {
    await setType(false, 'CONTACT_RECORD', {});
    const contact = { ContactId: 'c', LastUpdateTimestamp: '2019-02-28T01:07:00Z' };
    expect(await importInto(server().app, 'connect-contact', feeds.tenant, [contact])).toMatchObject({
      read: 1,
      disabled: 1,
    });
    expect(await feeds.record({ gatewayTaskId: 'c' }, 'gatewayTaskId')).toBeNull();
  });

  test('settings require scopes to read and to change, and names are validated', async () => {
    const code = async (query: string, scope: string, variables: Json = {}) => {
      const { body } = await server().send(query, {
        variables,
        token: await tokenFor(scope, { tenant: feeds.tenant }),
      });
      return body.errors?.[0]?.extensions.code;
    };
    const off = { ...prod, activityType: 'WORK_CODES', isOn: false };
    expect(await code(set, 'feed.view', off)).toBe('FORBIDDEN');
    expect(await code('{ feedSwitches { off } }', 'agent.view')).toBe('FORBIDDEN');
    expect(await code('{ feedSwitches { off } }', 'feed.ingest')).toBeUndefined();
    expect(await code(set, 'chat.customer feed.ingest', off)).toBe('FORBIDDEN');
    expect(await code(set, 'feed.ingest', { ...off, companyId: '' })).toBe('BAD_USER_INPUT');
  });

  test('the settings are read once per batch from an index of the tenant', async () => {
    await setType(false, 'WORK_CODES');
    const queries = await profiler.during(() => ingest(...all));
    const reads = queries.filter(({ collection }) => collection === 'feedSwitches');
    expect(reads).toMatchObject([
      {
        command: 'find',
        plan: expect.stringMatching(/^IXSCAN \{ tenant: 1/) as string,
        sorted: false,
        documentsRead: 0,
      },
    ]);
  });
});
