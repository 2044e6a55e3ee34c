import { openHarness, type Harness, type OperationPayload, type TestClient } from './harness.ts';

let harness: Harness;
let customer: TestClient;
let ann: TestClient;
let bob: TestClient;
/** An active conversation of `customer` and `ann`, to which `guest` is invited. */
let id: string;

beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OFFER_TIMEOUT_MS: '60000', OPERATIONS_PER_SECOND: '0' });
  customer = await harness.customer('carla');
  ann = await harness.agent('ann', { skills: ['fields'], maxConcurrent: 5 });
  bob = await harness.agent('bob');
  const guest = await harness.agent('guest');
  id = await harness.conversation(customer, ann, {
    skill: 'fields',
    text: 'hello',
    clientInteractionId: 'c',
  });
  await guest.setState('IDLE');
  expect(await ann.mutate('inviteUser', { id, agentId: 'guest' })).toMatchObject({ status: 'OK' });
  expect(await ann.mutate('sendMessage', { id, text: 'a', clientMessageId: 'm' })).toMatchObject({
    status: 'OK',
  });
  const attributes = { a: 1 };
  expect(await ann.mutate('updateAttachedData', { id, attributes, idempotencyKey: 'k' })).toMatchObject({
    status: 'OK',
  });
});
afterAll(async () => {
  await harness.stop();
});

type Refused = readonly [
  status: string,
  field: readonly string[] | null,
  act: () => Promise<OperationPayload>,
];

/** Every operation on an interaction that does not exist. */
const onUnknown: readonly Refused[] = Object.entries({
  sendMessage: { text: 'x' },
  sendStartTypingNotification: {},
  sendStopTypingNotification: {},
  acceptInteraction: {},
  rejectInteraction: {},
  inviteUser: { agentId: 'bob' },
  leaveConference: {},
  singleStepTransfer: { to: { agentId: 'bob' } },
  endChatSession: {},
  updateAttachedData: { attributes: {} },
  completeInteraction: {},
  requestChatHistory: {},
}).map(([operation, args]) => ['NOT_FOUND', ['id'], () => ann.mutate(operation, { id: 'none', ...args })]);

const large = { a: 'x'.repeat(10_000), b: 'x'.repeat(6000) };

const refusals: readonly Refused[] = [
  ...onUnknown,
  ['NOT_FOUND', ['id'], () => customer.mutate('leaveInteraction', { id: 'none' })],
  ['INVALID_TEXT', ['text'], () => ann.mutate('sendMessage', { id, text: ' ' })],
  ['INVALID_TEXT', ['input', 'text'], () => customer.mutate('startInteraction', { input: { text: ' ' } })],
  ['ALREADY_PARTICIPANT', ['agentId'], () => ann.mutate('inviteUser', { id, agentId: 'ann' })],
  ['ALREADY_PARTICIPANT', ['agentId'], () => ann.mutate('inviteUser', { id, agentId: 'guest' })],
  [
    'ALREADY_PARTICIPANT',
    ['to', 'agentId'],
    () => ann.mutate('singleStepTransfer', { id, to: { agentId: 'ann' } }),
  ],
  ['AGENT_UNAVAILABLE', ['agentId'], () => ann.mutate('inviteUser', { id, agentId: 'bob' })],
  [
    'AGENT_UNAVAILABLE',
    ['to', 'agentId'],
    () => ann.mutate('singleStepTransfer', { id, to: { agentId: 'bob' } }),
  ],
  ['NO_SUCH_TARGET', ['agentId'], () => ann.mutate('inviteUser', { id, agentId: 'nobody' })],
  [
    'NO_SUCH_TARGET',
    ['to', 'agentId'],
    () => ann.mutate('singleStepTransfer', { id, to: { agentId: 'nobody' } }),
  ],
  ['NO_SUCH_TARGET', ['to', 'skill'], () => ann.mutate('singleStepTransfer', { id, to: { skill: 'none' } })],
  ['NOT_PARTICIPANT', ['agentId'], () => ann.mutate('leaveConference', { id, agentId: 'guest' })],
  ['UNKNOWN_EVENT', ['eventId'], () => ann.mutate('requestChatHistory', { id, eventId: 'none' })],
  [
    'INVALID_STATE',
    ['attributes'],
    async () => {
      await ann.mutate('updateAttachedData', { id, attributes: { a: large.a } });
      return ann.mutate('updateAttachedData', { id, attributes: { b: large.b + large.b } });
    },
  ],
  [
    'IDEMPOTENCY_CONFLICT',
    ['clientMessageId'],
    () => ann.mutate('sendMessage', { id, text: 'b', clientMessageId: 'm' }),
  ],
  [
    'IDEMPOTENCY_CONFLICT',
    ['idempotencyKey'],
    () => ann.mutate('endChatSession', { id, idempotencyKey: 'k' }),
  ],
  [
    'IDEMPOTENCY_CONFLICT',
    ['input', 'clientInteractionId'],
    () => customer.mutate('startInteraction', { input: { skill: 'other', clientInteractionId: 'c' } }),
  ],
  // No argument is to blame.
  ['NOT_PARTICIPANT', null, () => bob.mutate('sendMessage', { id, text: 'x' })],
  ['NOT_OFFERED', null, () => bob.mutate('acceptInteraction', { id })],
  ['ALREADY_ACCEPTED', null, () => ann.mutate('acceptInteraction', { id })],
  ['LAST_AGENT', null, () => ann.mutate('leaveConference', { id })],
  ['INVALID_STATE', null, () => ann.mutate('rejectInteraction', { id })],
];

test.each(
  refusals.map(([status, field, act], index) => [index, status, JSON.stringify(field), field, act] as const),
)('%i: the refusal %s names the field %s', async (_, status, __, field, act) => {
  expect(await act()).toMatchObject({ status, result: 'error', field });
});

test('a success and a refusal by the rate limit name no field', async () => {
  expect(await ann.mutate('sendMessage', { id, text: 'x' })).toMatchObject({ status: 'OK', field: null });
  const limited = await openHarness(import.meta.url, { OPERATIONS_PER_SECOND: '1', OPERATIONS_BURST: '1' });
  const client = await limited.client('ann', 'chat.agent');
  let answer = await client.mutate('sendMessage', { id, text: 'x' });
  while (answer.status === 'OK') answer = await client.mutate('sendMessage', { id, text: 'x' });
  expect(answer).toMatchObject({ status: 'RATE_LIMITED', field: null, interaction: null, event: null });
  await limited.stop();
});
