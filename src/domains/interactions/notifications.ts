import { LRUCache } from 'lru-cache';
import type { Caller } from '../../auth/index.ts';
import { lastSeq, type LogRecord } from '../../eventlog/index.ts';
import { DomainError, scopesMissing, slowConsumer } from '../../kernel/errors.ts';
import { naturalIdOf, toGlobalId } from '../../kernel/global-id.ts';
import type { LogEvent, LogSubscription } from '../../realtime/index.ts';
import { LiveSource, type LiveSink, type LiveSubscription } from '../shared/live-source.ts';
import type { InteractionDependencies } from './dependencies.ts';
import {
  type EventRecord,
  check,
  offerTo,
  refusal,
  type InteractionFact,
  type InteractionState,
  type OfferReason,
  type Participant,
  type WithdrawalReason,
} from './model/index.ts';
import { actorOf } from './input.ts';
import { done, refusedFor, type OperationOutcome } from './commands/run.ts';
import type { InteractionQueries } from './queries.ts';

/** A notification, as the graph shows it. */
export type NotificationRecord = {
  /** As it was at the notification or later: the agent may not be allowed to read it any more. */
  readonly interaction: InteractionState;
  /** The global id. */
  readonly interactionId: string;
  readonly at: Date;
} & (
  | {
      readonly __typename: 'InteractionOffered';
      readonly expiresAt: Date;
      readonly offerReason: OfferReason;
    }
  | { readonly __typename: 'OfferWithdrawn'; readonly withdrawalReason: WithdrawalReason }
  | { readonly __typename: 'ChatHistory'; readonly events: readonly EventRecord[] }
);

/** An agent's request for the history of an interaction. Another process may hold the agent's subscription. */
interface HistoryRequest {
  readonly agent: string;
  readonly interactionId: string;
  readonly after: number;
  readonly upTo: number;
}

type Reads = Pick<InteractionQueries, 'readEvents' | 'positionOf'>;

type NotificationSources = Pick<
  InteractionDependencies,
  'store' | 'log' | 'streams' | 'changeStream' | 'subscriptions'
>;

interface NotificationDependencies extends Reads, NotificationSources {
  /** The notification subscriptions of this process, by tenant and agent. */
  readonly registry: Map<string, Set<NotificationSubscription>>;
  /** The positions up to which interactions were read that are not watched any more: hints may come late or twice. */
  readonly finished: LRUCache<string, number>;
}

interface NotificationSubscription {
  /** Unique in the process. */
  readonly number: number;
  readonly deps: NotificationDependencies;
  readonly caller: Caller;
  readonly sink: LiveSink;
  /** The interactions that have an open offer to the agent, or are read up to the end of one. */
  readonly watched: Map<string, WatchedInteraction>;
  /** Requests for a history that are not answered yet. */
  readonly requests: { readonly at: Date; readonly request: HistoryRequest }[];
  isAnswering: boolean;
  isLookingUp: boolean;
  mustLookUpAgain: boolean;
  isClosed: boolean;
}

interface WatchedInteraction {
  readonly interactionId: string;
  readonly openOffers: Set<string>;
  /** The last fact of the newest record that concerns the agent, as far as is known. */
  lastSeq: number;
  subscription: LogSubscription | undefined;
}

/** A subscription with more than this number of pending interactions or requests fails with SLOW_CONSUMER. */
const maxPending = 1000;
const maxFinished = 10_000;
/** Delay before another try while the database is unavailable, in milliseconds. */
const retryMs = 500;
const maxHistory = 10_000;

export function createNotifications(
  { store, log, streams, changeStream, subscriptions }: NotificationSources,
  { readEvents, positionOf }: Reads,
) {
  const registry = new Map<string, Set<NotificationSubscription>>();
  const deps: NotificationDependencies = {
    store,
    log,
    streams,
    changeStream,
    subscriptions,
    readEvents,
    positionOf,
    registry,
    finished: new LRUCache({ max: maxFinished }),
  };
  const subscriptionsOf = (tenant: string, agent: string) => registry.get(`${tenant}:${agent}`) ?? [];
  let opened = 0;

  log.onRecord('interaction', (record) => {
    if (!record.changes || registry.size === 0) return;
    for (const agent of agentsConcernedBy(record))
      for (const subscription of subscriptionsOf(record.tenant, agent)) onHint(subscription, record);
  });
  changeStream.onSignal('history', ({ tenant = '', at, data }) => {
    const request = data as HistoryRequest;
    for (const subscription of subscriptionsOf(tenant, request.agent))
      queueRequest(subscription, { at, request });
  });
  // The log subscriptions read on by themselves. Offers of which no hint came are only in the projection.
  changeStream.onReopened(() => {
    for (const own of registry.values()) for (const subscription of own) void lookUpOffers(subscription);
  });

  return {
    requestChatHistory: (caller: Caller, id: string, eventId: string | null | undefined) =>
      requestChatHistory(deps, caller, id, eventId),

    subscribeToNotifications(caller: Caller): LiveSource {
      if (caller.kind !== 'agent')
        throw scopesMissing(caller.scopes, [['chat.agent'], ['interaction.agent']]);
      return new LiveSource((sink) => openSubscription(deps, caller, sink, ++opened));
    },
  };
}

async function requestChatHistory(
  { streams: { heads }, changeStream, positionOf }: NotificationDependencies,
  caller: Caller,
  id: string,
  eventId: string | null | undefined,
): Promise<OperationOutcome> {
  const { tenant } = caller;
  const interactionId = naturalIdOf('Interaction', id);
  const { seq, state } = await heads.refresh(tenant, interactionId, 'local');
  const checked = check('requestChatHistory', state, actorOf(caller));
  if ('refused' in checked) return refusedFor(interactionId, checked.refused);
  let after = 0;
  if (eventId != null)
    try {
      after = await positionOf('eventId', tenant, state, eventId);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'UNAVAILABLE') throw error;
      return refusedFor(interactionId, refusal('UNKNOWN_EVENT', { field: ['eventId'] }).refused);
    }
  const request: HistoryRequest = { agent: caller.id, interactionId, after, upTo: seq };
  await changeStream.signal({ kind: 'history', tenant, data: request });
  return done(interactionId);
}

function agentsConcernedBy({ facts }: LogRecord): ReadonlySet<string> {
  const agents = new Set<string>();
  for (const fact of facts as readonly InteractionFact[])
    if (fact.type === 'offered') agents.add(fact.agent);
    else if (fact.type === 'joined' && fact.participant.role === 'AGENT')
      agents.add(fact.participant.principal);
  return agents;
}

function openSubscription(
  deps: NotificationDependencies,
  caller: Caller,
  sink: LiveSink,
  number: number,
): LiveSubscription {
  const { registry } = deps;
  const subscription: NotificationSubscription = {
    number,
    deps,
    caller,
    sink,
    watched: new Map(),
    requests: [],
    isAnswering: false,
    isLookingUp: false,
    mustLookUpAgain: false,
    isClosed: false,
  };
  const name = nameOf(caller);
  registry.set(name, (registry.get(name) ?? new Set()).add(subscription));
  void lookUpOffers(subscription);
  return {
    resume() {
      for (const interaction of [...subscription.watched.values()]) interaction.subscription?.resume();
      void answerRequests(subscription);
    },
    close: () => {
      close(subscription);
    },
  };
}

const nameOf = ({ tenant, id }: Caller): string => `${tenant}:${id}`;

function close(subscription: NotificationSubscription): void {
  const { deps, caller, watched, requests } = subscription;
  subscription.isClosed = true;
  for (const interaction of watched.values()) interaction.subscription?.close();
  watched.clear();
  requests.length = 0;
  const all = deps.registry.get(nameOf(caller));
  all?.delete(subscription);
  if (all?.size === 0) deps.registry.delete(nameOf(caller));
}

function fail(subscription: NotificationSubscription, error: unknown): void {
  if (subscription.isClosed) return;
  close(subscription);
  subscription.sink.end(
    error instanceof DomainError
      ? error
      : new DomainError('UNAVAILABLE', 'The offers cannot be read.', {}, error),
  );
}

/** Tries again later if the database is unavailable. Any other error ends the subscription. */
function retryOrFail(
  subscription: NotificationSubscription,
  error: unknown,
  retry: (subscription: NotificationSubscription) => Promise<void>,
): void {
  if (error instanceof DomainError && error.code === 'UNAVAILABLE')
    setTimeout(() => void retry(subscription), retryMs).unref();
  else fail(subscription, error);
}

/** Watches the interaction of a record that concerns the agent. */
function onHint(subscription: NotificationSubscription, record: LogRecord): void {
  const known = subscription.watched.get(record.stream);
  if (known === undefined) watch(subscription, record);
  else known.lastSeq = Math.max(known.lastSeq, lastSeq(record));
}

/**
 * Reads an interaction's log from a record on that concerns the agent, until the last such record that is known was read and no offer
 * is open.
 */
function watch(subscription: NotificationSubscription, record: LogRecord): void {
  const { number, deps, caller, sink, watched } = subscription;
  const { stream: interactionId } = record;
  const finishedAt = deps.finished.get(`${number}:${interactionId}`) ?? 0;
  if (subscription.isClosed || lastSeq(record) <= finishedAt) return;
  if (watched.size >= maxPending) {
    fail(subscription, slowConsumer());
    return;
  }
  const interaction: WatchedInteraction = {
    interactionId,
    openOffers: new Set(),
    lastSeq: lastSeq(record),
    subscription: undefined,
  };
  watched.set(interactionId, interaction);
  const after = Math.max(record.seq - 1, finishedAt);
  interaction.subscription = deps.subscriptions.subscribe(
    { tenant: caller.tenant, stream: interactionId, after, hint: record },
    {
      get ready() {
        return sink.ready;
      },
      take: (event) => takeEvent(subscription, interaction, event),
      fail: (error) => {
        fail(subscription, error);
      },
    },
  );
}

/** Pushes what a fact means to the agent. Answers false if the interaction need not be watched any more. */
function takeEvent(
  subscription: NotificationSubscription,
  interaction: WatchedInteraction,
  event: LogEvent<InteractionState>,
): boolean | Promise<boolean> {
  const { caller, sink } = subscription;
  const { openOffers } = interaction;
  const { at } = event.record;
  const fact = event.fact as InteractionFact;
  if (fact.type === 'offered' && fact.agent === caller.id) {
    openOffers.add(fact.offerId);
    const { expiresAt, reason } = fact;
    push(sink, {
      __typename: 'InteractionOffered',
      ...interactionFields(event.state),
      at,
      expiresAt,
      offerReason: reason,
    });
  } else if (fact.type === 'offerEnded' && openOffers.delete(fact.offerId))
    push(sink, {
      __typename: 'OfferWithdrawn',
      ...interactionFields(event.state),
      at,
      withdrawalReason: fact.reason,
    });
  else if (fact.type === 'joined' && isAgent(fact.participant, caller.id))
    return pushHistory(subscription, event).then(() => {
      openOffers.clear();
      return mustWatch(subscription, interaction, event);
    });
  return mustWatch(subscription, interaction, event);
}

function mustWatch(
  { number, deps, watched }: NotificationSubscription,
  { interactionId, openOffers, lastSeq: until }: WatchedInteraction,
  { record, seq }: LogEvent<InteractionState>,
): boolean {
  if (openOffers.size > 0 || seq < Math.max(until, lastSeq(record))) return true;
  watched.delete(interactionId);
  deps.finished.set(`${number}:${interactionId}`, seq);
  return false;
}

/** Pushes the history of an interaction that the agent has just joined. */
async function pushHistory(
  subscription: NotificationSubscription,
  { record, state }: LogEvent<InteractionState>,
): Promise<void> {
  const { caller, deps, sink } = subscription;
  const range = { after: 0, upTo: lastSeq(record), limit: maxHistory };
  const events = await deps.readEvents(caller, record.stream, range);
  if (!subscription.isClosed)
    push(sink, { __typename: 'ChatHistory', ...interactionFields(state), at: record.at, events });
}

const interactionFields = (state: InteractionState) => ({
  interaction: state,
  interactionId: toGlobalId('Interaction', state.interactionId),
});

const isAgent = ({ role, principal }: Participant, agent: string): boolean =>
  role === 'AGENT' && principal === agent;

function push(sink: LiveSink, value: NotificationRecord): void {
  sink.push({ value });
}

/** Watches the interactions that have an open offer of which no hint came. */
async function lookUpOffers(subscription: NotificationSubscription): Promise<void> {
  const { deps, caller, watched } = subscription;
  if (subscription.isClosed) return;
  if (subscription.isLookingUp) {
    subscription.mustLookUpAgain = true;
    return;
  }
  subscription.isLookingUp = true;
  try {
    do {
      subscription.mustLookUpAgain = false;
      for (const { interactionId } of await deps.store.offeredTo(caller.tenant, caller.id)) {
        if (watched.has(interactionId)) continue;
        const record = await findOpenOffer(deps, caller, interactionId);
        if (record !== undefined && !watched.has(interactionId)) watch(subscription, record);
      }
    } while (isDue(subscription));
  } catch (error) {
    retryOrFail(subscription, error, lookUpOffers);
  }
  subscription.isLookingUp = false;
}

const isDue = ({ isClosed, mustLookUpAgain }: NotificationSubscription): boolean =>
  !isClosed && mustLookUpAgain;

/** Finds the record that offers an interaction to an agent, if the offer is open. The projection may lag behind the log. */
async function findOpenOffer(
  { streams: { heads }, log }: NotificationDependencies,
  { tenant, id: agent }: Caller,
  interactionId: string,
): Promise<LogRecord | undefined> {
  const { seq, state } = await heads.refresh(tenant, interactionId, 'majority');
  const offer = offerTo(state, agent);
  if (offer === undefined) return undefined;
  for await (const record of log.readBackwards(tenant, 'interaction', interactionId, seq))
    for (const fact of record.facts as readonly InteractionFact[])
      if (fact.type === 'offered' && fact.offerId === offer.offerId) return record;
  return undefined;
}

function queueRequest(
  subscription: NotificationSubscription,
  request: NotificationSubscription['requests'][number],
): void {
  subscription.requests.push(request);
  if (subscription.requests.length > maxPending) fail(subscription, slowConsumer());
  else void answerRequests(subscription);
}

/** Answers requests for a history, one after the other. */
async function answerRequests(subscription: NotificationSubscription): Promise<void> {
  const { deps, caller, sink, requests } = subscription;
  if (subscription.isAnswering) return;
  subscription.isAnswering = true;
  try {
    for (let [next] = requests; next !== undefined && sink.ready; [next] = requests) {
      const { at, request } = next;
      const { interactionId, after, upTo } = request;
      const events = await deps.readEvents(caller, interactionId, { after, upTo, limit: maxHistory });
      const { state } = await deps.streams.heads.refresh(caller.tenant, interactionId, 'majority');
      if (requests.shift() === next)
        push(sink, { __typename: 'ChatHistory', ...interactionFields(state), at, events });
    }
  } catch (error) {
    retryOrFail(subscription, error, answerRequests);
  }
  subscription.isAnswering = false;
}
