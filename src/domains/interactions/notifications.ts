import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from '../../auth/index.ts';
import { lastSeq, recordsOf, type LogRecord } from '../../eventlog/index.ts';
import { DomainError, forbidden, slowConsumer } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import { LiveSource, type LiveSink } from '../shared/live-source.ts';
import type { EventRecord } from './events.ts';
import {
  check,
  refusal,
  type InteractionFact,
  type InteractionState,
  type Offer,
  type OfferReason,
  type Participant,
  type WithdrawalReason,
} from './model/index.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { actorOf } from './input.ts';
import { done, refused, type OperationOutcome } from './outcome.ts';
import type { InteractionQueries } from './queries.ts';

interface About {
  /** As it was then: who has just rejected it is told so of what may no longer be read. */
  readonly interaction: InteractionState;
}

/** What an agent is told, as the graph shows it. */
export type NotificationRecord = About &
  (
    | {
        readonly __typename: 'InteractionOffered';
        readonly at: Date;
        readonly expiresAt: Date;
        readonly reason: OfferReason;
      }
    | {
        readonly __typename: 'OfferWithdrawn';
        readonly at: Date;
        readonly reason: WithdrawalReason;
      }
    | {
        readonly __typename: 'ChatHistory';
        readonly at: Date;
        readonly events: readonly EventRecord[];
      }
  );

/** That an agent asked for a history, which may be told on another process. */
interface HistoryRequest {
  readonly agent: string;
  readonly interactionId: string;
  readonly after: number;
  readonly upTo: number;
}

type Listener = (notification: Told) => void;
type Told =
  | { readonly what: 'offered'; readonly interactionId: string; readonly offer: Offer }
  | {
      readonly what: 'withdrawn';
      readonly interactionId: string;
      readonly offerId: string;
      readonly at: Date;
      readonly reason: WithdrawalReason;
    }
  | { readonly what: 'accepted'; readonly interactionId: string; readonly at: Date; readonly upTo: number }
  | { readonly what: 'asked'; readonly at: Date; readonly request: HistoryRequest };

const maxWaiting = 1000;
/** So long after the database did not answer it is asked again. */
const awayMs = 500;
const maxSeen = 10_000;
const maxHistory = 10_000;

export function createNotifications(
  { store, log, streams: { heads }, changeStream }: InteractionDependencies,
  { readEvents, positionOf }: Pick<InteractionQueries, 'readEvents' | 'positionOf'>,
) {
  const listeners = new Map<string, Set<Listener>>();
  const reopened = new Set<() => void>();
  const seen = new Set<string>();

  const tell = (tenant: string, agent: string, told: Told) => {
    for (const listener of listeners.get(`${tenant}:${agent}`) ?? []) listener(told);
  };

  log.onRecord('interaction', (record) => {
    // Hints come twice: of this process's own writes, and through the change stream.
    const name = `${record.tenant}:${record.stream}:${record.seq}`;
    if (!record.changes || seen.has(name)) return;
    seen.add(name);
    if (seen.size > maxSeen)
      for (const oldest of seen) {
        seen.delete(oldest);
        break;
      }
    tellOf(record);
  });

  function tellOf(record: LogRecord): void {
    const { tenant, stream: interactionId, at } = record;
    for (const fact of record.facts as readonly InteractionFact[])
      if (fact.type === 'offered') {
        const { agent, offerId, reason, expiresAt } = fact;
        tell(tenant, agent, {
          what: 'offered',
          interactionId,
          offer: { agent, offerId, reason, expiresAt, at },
        });
      } else if (fact.type === 'offerEnded') {
        const { agent, offerId, reason } = fact;
        tell(tenant, agent, { what: 'withdrawn', interactionId, offerId, at, reason });
      } else if (fact.type === 'joined' && fact.participant.role === 'AGENT') {
        const { principal } = fact.participant;
        tell(tenant, principal, { what: 'accepted', interactionId, at, upTo: lastSeq(record) });
      }
  }

  changeStream.onSignal('history', ({ tenant = '', at, data }) => {
    const request = data as HistoryRequest;
    tell(tenant, request.agent, { what: 'asked', at, request });
  });
  // What was told while nothing came through is looked up by each who listens.
  changeStream.onReopened(() => {
    for (const look of reopened) look();
  });

  return {
    async requestChatHistory(
      caller: Caller,
      id: string,
      eventId: string | null | undefined,
    ): Promise<OperationOutcome> {
      const { tenant } = caller;
      const interactionId = naturalIdOf('Interaction', id);
      const { seq, state } = await heads.refresh(tenant, interactionId, 'local');
      const checked = check('requestChatHistory', state, actorOf(caller));
      if ('refused' in checked) return refused(interactionId, checked.refused);
      let after = 0;
      if (eventId != null)
        try {
          after = await positionOf('eventId', tenant, state, eventId);
        } catch (error) {
          if (!(error instanceof DomainError) || error.code === 'UNAVAILABLE') throw error;
          return refused(interactionId, refusal('UNKNOWN_EVENT').refused);
        }
      const request: HistoryRequest = { agent: caller.id, interactionId, after, upTo: seq };
      await changeStream.signal({ kind: 'history', tenant, data: request });
      return done(interactionId);
    },

    subscribeToNotifications(caller: Caller): LiveSource {
      if (caller.kind !== 'agent') throw forbidden();
      return new LiveSource((sink) => openFeed(caller, sink));
    },
  };

  /** One agent's subscription: what is told is delivered in its order, though some of it must be read first. */
  function openFeed(caller: Caller, sink: LiveSink) {
    const { tenant, id: agent } = caller;
    const name = `${tenant}:${agent}`;
    /** The offers that the subscriber knows of. */
    const open = new Map<string, string>();
    const waiting: Told[] = [];
    let working = false;
    let closed = false;
    let mustLook = true;

    const close = () => {
      closed = true;
      const all = listeners.get(name);
      all?.delete(listen);
      if (all?.size === 0) listeners.delete(name);
      reopened.delete(look);
    };
    const listen: Listener = (told) => {
      waiting.push(told);
      if (waiting.length > maxWaiting) {
        close();
        sink.end(slowConsumer());
      } else work();
    };
    const look = () => {
      mustLook = true;
      work();
    };

    function work(): void {
      if (working || closed) return;
      working = true;
      run()
        .catch(async (error: unknown) => {
          if (error instanceof DomainError && error.code === 'UNAVAILABLE') {
            // The database is away: all is there when it is back, and nothing was taken for told.
            mustLook = true;
            await delay(awayMs, undefined, { ref: false });
            return;
          }
          close();
          sink.end(
            error instanceof DomainError
              ? error
              : new DomainError('UNAVAILABLE', 'The offers cannot be read.', {}, error),
          );
        })
        .finally(() => {
          working = false;
          // What was told after it had looked for the last time, and before this.
          if (sink.ready && (mustLook || waiting.length > 0)) work();
        });
    }

    async function run(): Promise<void> {
      for (;;) {
        if (isClosed() || !sink.ready) return;
        if (mustLook) {
          mustLook = false;
          await lookUp();
          continue;
        }
        const [told] = waiting;
        if (told === undefined) return;
        await deliver(told);
        waiting.shift();
      }
    }

    /** The offers that are open, against those that the subscriber knows of. */
    async function lookUp(): Promise<void> {
      const now = new Set<string>();
      for (const { interactionId } of await store.offeredTo(tenant, agent))
        // The projection may be behind, and what has ended before this began is told to nobody.
        for (const offer of (await stateOf(interactionId)).offers)
          if (offer.agent === agent) {
            now.add(offer.offerId);
            if (!open.has(offer.offerId)) await deliver({ what: 'offered', interactionId, offer });
          }
      for (const [offerId, interactionId] of open)
        if (!now.has(offerId)) await lookWhy(interactionId, offerId);
    }

    /** An offer that ended while nothing came through: its log says how. */
    async function lookWhy(interactionId: string, offerId: string): Promise<void> {
      const { state } = await heads.refresh(tenant, interactionId, 'majority');
      if (state.offers.some((offer) => offer.offerId === offerId)) return;
      let isOpen = false;
      for await (const record of recordsOf(log, 'interaction', tenant, interactionId, {
        after: 0,
        upTo: Infinity,
      })) {
        const { at } = record;
        for (const fact of record.facts as readonly InteractionFact[])
          if (fact.type === 'offered' && fact.offerId === offerId) isOpen = true;
          else if (fact.type === 'offerEnded' && fact.offerId === offerId)
            await deliver({ what: 'withdrawn', interactionId, offerId, at, reason: fact.reason });
          else if (isOpen && fact.type === 'joined' && isMine(fact.participant)) {
            isOpen = false;
            await deliver({ what: 'accepted', interactionId, at, upTo: lastSeq(record) });
          }
      }
      open.delete(offerId);
    }

    async function deliver(told: Told): Promise<void> {
      const value = await recordOf(told);
      if (value !== undefined && !isClosed()) sink.push({ value });
    }

    async function recordOf(told: Told): Promise<NotificationRecord | undefined> {
      switch (told.what) {
        case 'offered': {
          const { interactionId, offer } = told;
          if (open.has(offer.offerId)) return undefined;
          const interaction = await stateOf(interactionId);
          open.set(offer.offerId, interactionId);
          const { at, expiresAt, reason } = offer;
          return { __typename: 'InteractionOffered', interaction, at, expiresAt, reason };
        }
        case 'withdrawn': {
          const { interactionId, at, reason } = told;
          if (!open.has(told.offerId)) return undefined;
          const interaction = await stateOf(interactionId);
          open.delete(told.offerId);
          return { __typename: 'OfferWithdrawn', interaction, at, reason };
        }
        case 'accepted': {
          const { interactionId, at, upTo } = told;
          for (const [offerId, known] of open) if (known === interactionId) open.delete(offerId);
          const interaction = await stateOf(interactionId);
          return { __typename: 'ChatHistory', interaction, at, events: await read(interactionId, 0, upTo) };
        }
        case 'asked': {
          const { interactionId, after, upTo } = told.request;
          const events = await read(interactionId, after, upTo);
          return {
            __typename: 'ChatHistory',
            interaction: await stateOf(interactionId),
            at: told.at,
            events,
          };
        }
      }
    }

    const isMine = ({ role, principal }: Participant): boolean => role === 'AGENT' && principal === agent;
    const stateOf = async (interactionId: string): Promise<InteractionState> =>
      (await heads.refresh(tenant, interactionId, 'majority')).state;
    const read = (interactionId: string, after: number, upTo: number) =>
      readEvents(caller, interactionId, { after, upTo, limit: maxHistory });
    /** It may be closed while something is read. */
    function isClosed(): boolean {
      return closed;
    }

    listeners.set(name, (listeners.get(name) ?? new Set()).add(listen));
    reopened.add(look);
    work();
    return { resume: work, close };
  }
}
