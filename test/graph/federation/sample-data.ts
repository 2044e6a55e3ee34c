import { conversation } from '../../fixtures/liveperson/index.ts';
import { openHarness, enumValue, type Harness } from '../../domains/interactions/harness.ts';
import { importInto } from '../../support/importing.ts';
import { until } from '../../support/until.ts';
import { tokenFor } from '../../support/server.ts';

/** Keys of an entity: the global id, and the natural key if there is one. */
export interface Sample {
  readonly type: string;
  readonly id: string;
  readonly natural: readonly [field: string, value: string] | undefined;
}

export interface SampleData {
  /** Server of the unified graph. */
  readonly harness: Harness;
  readonly samples: readonly Sample[];
  /** Id of a completed conversation between cleo and ann. */
  readonly completed: string;
  /** Id of an open conversation between dora and bob. */
  readonly open: string;
  sample(type: string, index?: number): Sample;
}

export const globalId = (type: string, natural: string): string =>
  Buffer.from(`${type}:${natural}`).toString('base64url');

const reading =
  'engagement.view hybris.interactionrecording_view flow.view interaction.view agent.view customer.view feed.view';

/** Tokens of callers who see different parts of the sample data. A customer with scopes must not see more than a customer. */
export const principals = {
  supervisor: () => tokenFor(reading, { subject: 'sam' }),
  agent: () => tokenFor('chat.agent interaction.agent agent.view', { subject: 'ann' }),
  'agent with scopes': () => tokenFor(`chat.agent ${reading}`, { subject: 'bob' }),
  customer: () => tokenFor('chat.customer', { subject: 'cleo' }),
  'customer with scopes': () => tokenFor(`chat.customer ${reading}`, { subject: 'cleo' }),
  'another tenant': () => tokenFor(reading, { subject: 'sam', tenant: 'other' }),
  'no read scopes': () => tokenFor('feed.ingest', { subject: 'sam' }),
} as const;

export const importedEngagement = 'messaging:7d0e5a34-61b2-4c1f-9a57-2f6c1f0b8e21';
export const transcriptId = '5809e5dbeedcb2001d82333e';

export const transcriptOf = (id: string) => ({
  id,
  startAt: '2016-06-19T12:29:08.000+0000',
  chatterIds: ['C4327014826'],
  createdBy: 'mandy@hybristest.com',
  transcript: [],
});

const lineOf = (chatContent: string) => ({
  createdAt: '2016-06-19T12:29:08.000+0000',
  createdBy: 'mandy@hybristest.com',
  chatContent,
});

/** Adds a mark to each text of several words in a value. */
export const withMark = <Value>(value: Value, mark: string): Value =>
  mark === ''
    ? value
    : (JSON.parse(JSON.stringify(value), (_, part: unknown) =>
        typeof part === 'string' && /[a-z] [a-z]/i.test(part) ? `${part} ${mark}` : part,
      ) as Value);

/**
 * Starts a server and creates records in each domain.
 * @param mark a word that all texts contain
 */
export async function openSampleData(
  testFile: string,
  settings: Record<string, string> = {},
  { tenant = 'acme', mark = '' }: { readonly tenant?: string; readonly mark?: string } = {},
): Promise<SampleData> {
  const harness = await openHarness(testFile, settings, tenant);
  const cleo = await harness.customer('cleo');
  const dora = await harness.customer('dora');
  const ann = await harness.agent('ann', { skills: ['tents'] });
  const bob = await harness.agent('bob', { skills: ['boats'] });
  const application = await harness.client('shop', 'flow.manage');
  for (const [id, customerId] of [
    ['100', 'cleo'],
    ['200', 'dora'],
  ])
    await application.request(
      `mutation ($id: ID!, $customerId: ID!, $title: String!, $secret: JSON!) {
        startFlow(input: { interactionUniqueId: $id, title: $title, customerId: $customerId }) { interactionFlow { id } }
        recordFlowStep(id: $id, step: { title: $title, choices: [{ prompt: "Ground", value: $title }] }) { interactionFlow { id } }
        setFlowVariables(id: $id, set: "card", variables: $secret, secret: ["number"]) { interactionFlow { id } }
      }`,
      { id, customerId, title: `A tent ${mark}`, secret: { number: `4111${mark}` } },
    );
  const completed = await harness.conversation(cleo, ann, {
    skill: 'tents',
    text: `Hello ${mark}`,
    interactionUniqueId: '100',
  });
  await ann.mutate('sendMessage', {
    id: completed,
    text: `among us ${mark}`,
    visibility: enumValue('AGENTS'),
  });
  await ann.mutate('updateAttachedData', { id: completed, attributes: { vip: true, mark } });
  await cleo.mutate('leaveInteraction', { id: completed }).catch(() => undefined);
  await ann.mutate('completeInteraction', { id: completed });
  const open = await harness.conversation(dora, bob, {
    skill: 'boats',
    text: `A boat ${mark}`,
    interactionUniqueId: '200',
  });
  await bob.mutate('sendMessage', {
    id: open,
    text: `of dora alone ${mark}`,
    visibility: enumValue('AGENTS'),
  });
  const { app } = harness.server;
  await importInto(app, 'liveperson', tenant, [withMark(conversation(), mark)]);
  await importInto(app, 'hybris', tenant, [
    { ...transcriptOf(transcriptId), transcript: mark === '' ? [] : [lineOf(mark)] },
  ]);
  const supervisor = await harness.client('sam', reading);
  const readProjections = async () =>
    (
      await supervisor.request<{
        interaction: {
          chatTranscript: { transcriptId: string } | null;
          engagement: { engagementId: string } | null;
          traceRecord: { id: string } | null;
        };
      }>(
        `query ($id: ID!) { interaction(id: $id) {
          chatTranscript { transcriptId } engagement { engagementId } traceRecord { id } } }`,
        { id: completed },
      )
    ).interaction;
  await until(async () => Object.values(await readProjections()).every((one) => one !== null));
  const { chatTranscript, engagement, traceRecord } = await readProjections();
  const named = (type: string, field: string, value: string): Sample => ({
    type,
    id: globalId(type, value),
    natural: [field, value],
  });
  const samples: readonly Sample[] = [
    ...[engagement?.engagementId ?? '', importedEngagement].map((id) =>
      named('Engagement', 'engagementId', id),
    ),
    ...[chatTranscript?.transcriptId ?? '', transcriptId].map((id) =>
      named('ChatTranscript', 'transcriptId', id),
    ),
    ...['ann', 'bob', 'nobody'].map((name) => named('Agent', 'username', name)),
    ...['cleo', 'dora'].map((name) => named('Customer', 'accountCustomerId', name)),
    ...['100', '200'].map((id) => named('InteractionFlow', 'interactionUniqueId', id)),
    ...[completed, open].map((id) => ({ type: 'Interaction', id, natural: undefined })),
    { type: 'InteractionTraceRecord', id: traceRecord?.id ?? '', natural: undefined },
  ];
  return {
    harness,
    samples,
    completed,
    open,
    sample(type, index = 0) {
      const sample = samples.filter((one) => one.type === type)[index];
      if (sample === undefined) throw new Error(`There is no ${type}.`);
      return sample;
    },
  };
}
