import type { Caller } from '../../auth/index.ts';
import type { LogRecord } from '../../eventlog/index.ts';
import { notParticipant } from '../../kernel/errors.ts';
import { naturalIdOf, toGlobalId } from '../../kernel/global-id.ts';
import { LiveSource, type LiveSink } from '../shared/live-source.ts';
import {
  check,
  participantById,
  visibleUpTo,
  type InteractionFact,
  type InteractionState,
} from './model/index.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { actorOf, viewerOf } from './input.ts';
import { done, refusedFor, type OperationOutcome } from './commands/run.ts';

export interface TypingRecord {
  readonly interactionId: string;
  readonly by: string;
  readonly nickname: string | null;
  readonly typing: boolean;
  readonly at: Date;
}

/** The data of a typing signal, which every process receives. */
interface TypingSignal {
  readonly interactionId: string;
  readonly participant: string;
  readonly nickname: string | null;
  readonly typing: boolean;
}

interface TypingState {
  readonly data: TypingSignal;
  /** The time of the first signal. */
  readonly at: Date;
  /** The time of the last signal. */
  readonly lastAt: Date;
  readonly timer: NodeJS.Timeout;
}

interface TypingSubscriber {
  /** Returns whether the participant is the subscriber, who receives no signals about itself. */
  readonly isSelf: (participant: string) => boolean;
  /** Reports whether the subscriber may still see the interaction. Ends the subscription if not. */
  readonly checkAccess: () => boolean;
  readonly sink: LiveSink;
}

interface TypingDependencies extends InteractionDependencies {
  /** The subscribers, by `tenant:interactionId`. */
  readonly subscribers: Map<string, Set<TypingSubscriber>>;
  /** The participants who are typing, by `tenant:interactionId` and participant. */
  readonly typing: Map<string, Map<string, TypingState>>;
}

/** A participant who sends no stop signal stops after this time. */
const typingMs = 6000;
/** Two processes measure the database's time with an error. It is less than this. */
const maxClockErrorMs = 100;

export function createTyping(interactionDeps: InteractionDependencies) {
  const deps: TypingDependencies = { ...interactionDeps, subscribers: new Map(), typing: new Map() };
  deps.changeStream.onSignal('typing', ({ tenant = '', at, data }) => {
    if (deps.clock.now().getTime() - at.getTime() > typingMs) return;
    receiveSignal(deps, tenant, data as TypingSignal, at);
  });
  deps.log.onRecord('interaction', (record) => {
    endTyping(deps, record);
  });
  return {
    sendTyping: (caller: Caller, id: string, typing: boolean) => sendTyping(deps, caller, id, typing),
    subscribeToTyping: (currentCaller: () => Caller, id: string) =>
      subscribeToTyping(deps, currentCaller, id),
  };
}

async function sendTyping(
  { streams: { heads }, changeStream }: TypingDependencies,
  caller: Caller,
  id: string,
  typing: boolean,
): Promise<OperationOutcome> {
  const { tenant } = caller;
  const interactionId = naturalIdOf('Interaction', id);
  const actor = actorOf(caller);
  const decide = (state: InteractionState) => check('sendTypingNotification', state, actor);
  const latest = async () => (await heads.refresh(tenant, interactionId, 'majority')).state;
  let checked = decide(heads.cached(tenant, interactionId)?.state ?? (await latest()));
  // The cached state may be outdated: a refusal is only final on the latest state.
  if ('refused' in checked) checked = decide(await latest());
  if ('refused' in checked) return refusedFor(interactionId, checked.refused);
  const { id: participant = '', nickname = null } = checked.me ?? {};
  const data: TypingSignal = { interactionId, participant, nickname, typing };
  await changeStream.signal({ kind: 'typing', tenant, data });
  return done(interactionId);
}

function receiveSignal(deps: TypingDependencies, tenant: string, data: TypingSignal, at: Date): void {
  const { interactionId, participant, typing } = data;
  // A process that did not know yet of a leave may have sent the signal.
  if (typing && hasLeft(deps.streams.heads.cached(tenant, interactionId)?.state, participant)) return;
  const name = `${tenant}:${interactionId}`;
  const current = deps.typing.get(name) ?? new Map<string, TypingState>();
  const before = current.get(participant);
  clearTimeout(before?.timer);
  if (typing) {
    const timer = setTimeout(() => {
      receiveSignal(deps, tenant, { ...data, typing: false }, deps.clock.now());
    }, typingMs).unref();
    deps.typing.set(name, current.set(participant, { data, at: before?.at ?? at, lastAt: at, timer }));
  } else if (current.delete(participant) && current.size === 0) deps.typing.delete(name);
  // A repeated start, or a stop without a start, changes nothing.
  if (typing === (before !== undefined)) return;
  for (const subscriber of deps.subscribers.get(name) ?? []) pushTyping(subscriber, name, data, at);
}

/** @param state the latest known state; it can be older than the signal */
const hasLeft = (state: InteractionState | undefined, participant: string): boolean =>
  state !== undefined &&
  (state.endedAt !== null || (participantById(state, participant)?.leftAt ?? null) !== null);

/** Ends the typing of participants who sent a message or left, and of everybody at the end of the conversation. */
function endTyping(deps: TypingDependencies, { tenant, stream, facts, at }: LogRecord): void {
  const current = deps.typing.get(`${tenant}:${stream}`);
  if (current === undefined) return;
  for (const fact of facts as readonly InteractionFact[])
    for (const typing of current.values())
      if (endsTyping(typing, fact, at)) receiveSignal(deps, tenant, { ...typing.data, typing: false }, at);
}

function endsTyping(
  { data: { participant }, lastAt }: TypingState,
  fact: InteractionFact,
  at: Date,
): boolean {
  if (fact.type === 'left') return fact.participant.id === participant;
  if (fact.type === 'ended') return true;
  // The record of a message can arrive after a signal that is newer than the message.
  const isNewer = lastAt.getTime() > at.getTime() + maxClockErrorMs;
  return fact.type === 'message' && fact.by === participant && !isNewer;
}

/** Pushes a signal to a subscriber. Signals are dropped while the subscriber is not ready: they would be outdated later. */
function pushTyping(
  { isSelf, checkAccess, sink }: TypingSubscriber,
  name: string,
  data: TypingSignal,
  at: Date,
): void {
  const { interactionId, participant: by, nickname, typing } = data;
  if (isSelf(by) || !sink.ready || !checkAccess()) return;
  const value: TypingRecord = {
    interactionId: toGlobalId('Interaction', interactionId),
    by,
    nickname,
    typing,
    at,
  };
  sink.push({ value, share: `typing:${name}:${by}:${at.getTime()}:${typing}` });
}

/** @param currentCaller access is checked for each signal, with the scopes of the current token */
async function subscribeToTyping(
  deps: TypingDependencies,
  currentCaller: () => Caller,
  id: string,
): Promise<LiveSource> {
  const { streams, subscribers, subscriptions, typing } = deps;
  const { tenant, id: principal, kind } = currentCaller();
  const interactionId = naturalIdOf('Interaction', id);
  const visibleTo = (state: InteractionState) => visibleUpTo(state, viewerOf(currentCaller()));
  const head = await streams.heads.refresh(tenant, interactionId, 'majority');
  if (visibleTo(head.state) <= head.seq) throw notParticipant();
  const name = `${tenant}:${interactionId}`;
  const role = kind === 'customer' ? 'CUSTOMER' : 'AGENT';

  return new LiveSource((sink) => {
    let { state } = head;
    const subscriber: TypingSubscriber = {
      sink,
      isSelf: (participant) =>
        state.participants.some(
          (known) => known.id === participant && known.principal === principal && known.role === role,
        ),
      checkAccess() {
        if (visibleTo(state) > state.seq) return true;
        sink.end(notParticipant());
        return false;
      },
    };
    const all = subscribers.get(name) ?? new Set();
    subscribers.set(name, all.add(subscriber));
    for (const { data, at } of typing.get(name)?.values() ?? []) pushTyping(subscriber, name, data, at);
    const unsubscribe = () => {
      all.delete(subscriber);
      if (all.size === 0 && subscribers.get(name) === all) subscribers.delete(name);
    };
    // The subscription ends when the caller leaves or the conversation ends.
    const log = subscriptions.subscribe(
      { tenant, stream: interactionId, after: head.seq },
      {
        ready: true,
        take(entry) {
          state = entry.state;
          const isOut = visibleTo(state) <= entry.seq;
          if (isOut) unsubscribe();
          // The subscriber receives the end of all typing before the end of the subscription.
          endTyping(deps, entry.record);
          if (!isOut && state.endedAt === null) return true;
          unsubscribe();
          sink.end(isOut ? notParticipant() : undefined);
          return false;
        },
        fail: (error) => {
          unsubscribe();
          sink.end(error);
        },
      },
    );
    if (state.endedAt !== null) {
      log.close();
      unsubscribe();
      sink.end();
    }
    return {
      resume: () => undefined,
      close() {
        unsubscribe();
        log.close();
      },
    };
  });
}
