import type { Caller } from '../../auth/index.ts';
import { notParticipant } from '../../kernel/errors.ts';
import { naturalIdOf, toGlobalId } from '../../kernel/global-id.ts';
import type { Signal } from '../../realtime/index.ts';
import { LiveSource, type LiveSink } from '../shared/live-source.ts';
import { check, reach, type InteractionState } from './model/index.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { actorOf, viewerOf } from './input.ts';
import { done, refused, type OperationOutcome } from './outcome.ts';

export interface TypingRecord {
  readonly interactionId: string;
  readonly by: string;
  readonly nickname: string | null;
  readonly typing: boolean;
  readonly at: Date;
}

/** What crosses processes. */
interface TypingData {
  readonly interactionId: string;
  readonly participant: string;
  readonly nickname: string | null;
  readonly typing: boolean;
}

interface Typer {
  readonly data: TypingData;
  readonly at: Date;
  readonly timer: NodeJS.Timeout;
}

interface TypingFollower {
  /** The follower's own participants, who are not told of themselves. */
  readonly own: (participant: string) => boolean;
  readonly sink: LiveSink;
}

/** Who does not say that it has stopped has stopped after this long. */
const typingMs = 6000;

export function createTyping({
  streams: { heads },
  subscriptions,
  changeStream,
  clock,
}: InteractionDependencies) {
  const following = new Map<string, Set<TypingFollower>>();
  /** Who types now, by interaction and participant. */
  const typers = new Map<string, Map<string, Typer>>();

  changeStream.onSignal('typing', ({ tenant = '', at, data }: Signal) => {
    // Who follows too late is not told of what is over.
    if (clock.now().getTime() - at.getTime() > typingMs) return;
    show(`${tenant}:${(data as TypingData).interactionId}`, data as TypingData, at);
  });

  function show(name: string, data: TypingData, at: Date): void {
    const { participant, typing } = data;
    const here = typers.get(name) ?? new Map<string, Typer>();
    const before = here.get(participant);
    clearTimeout(before?.timer);
    if (typing) {
      const timer = setTimeout(() => {
        show(name, { ...data, typing: false }, clock.now());
      }, typingMs).unref();
      typers.set(name, here.set(participant, { data, at: before?.at ?? at, timer }));
    } else if (here.delete(participant) && here.size === 0) typers.delete(name);
    // A start that is repeated, or a stop without one, is nothing new.
    if (typing === (before !== undefined)) return;
    for (const follower of following.get(name) ?? []) tell(follower, name, data, at);
  }

  /** A signal that cannot be taken now is dropped: it would be late. */
  function tell({ own, sink }: TypingFollower, name: string, data: TypingData, at: Date): void {
    const { interactionId, participant: by, nickname, typing } = data;
    if (own(by) || !sink.ready) return;
    const value: TypingRecord = {
      interactionId: toGlobalId('Interaction', interactionId),
      by,
      nickname,
      typing,
      at,
    };
    sink.push({ value, share: `typing:${name}:${by}:${at.getTime()}:${typing}` });
  }

  return {
    async sendTyping(caller: Caller, id: string, typing: boolean): Promise<OperationOutcome> {
      const { tenant } = caller;
      const interactionId = naturalIdOf('Interaction', id);
      const actor = actorOf(caller);
      const decide = (state: InteractionState) => check('sendTypingNotification', state, actor);
      let checked = decide(heads.cached(tenant, interactionId)?.state ?? (await fresh()));
      // A refusal may rest on what has changed since; and what is allowed does no harm for being late.
      if ('refused' in checked) checked = decide(await fresh());
      if ('refused' in checked) return refused(interactionId, checked.refused);
      const { id: participant = '', nickname = null } = checked.me ?? {};
      const data: TypingData = { interactionId, participant, nickname, typing };
      await changeStream.signal({ kind: 'typing', tenant, data });
      return done(interactionId);

      async function fresh(): Promise<InteractionState> {
        return (await heads.refresh(tenant, interactionId, 'majority')).state;
      }
    },

    async subscribeToTyping(caller: Caller, id: string): Promise<LiveSource> {
      const { tenant } = caller;
      const interactionId = naturalIdOf('Interaction', id);
      const viewer = viewerOf(caller);
      const head = await heads.refresh(tenant, interactionId, 'majority');
      if (reach(head.state, viewer) <= head.seq) throw notParticipant();
      const name = `${tenant}:${interactionId}`;

      return new LiveSource((sink) => {
        let { state } = head;
        const follower: TypingFollower = {
          sink,
          own: (participant) =>
            state.participants.some(
              ({ id: known, principal, role }) =>
                known === participant &&
                principal === viewer.id &&
                (role === 'CUSTOMER') === (viewer.kind === 'customer'),
            ),
        };
        const all = following.get(name) ?? new Set();
        following.set(name, all.add(follower));
        for (const { data, at } of typers.get(name)?.values() ?? []) tell(follower, name, data, at);
        const stop = () => {
          all.delete(follower);
          if (all.size === 0 && following.get(name) === all) following.delete(name);
        };
        // The log tells when the caller is out, or everybody.
        const watching = subscriptions.subscribe(
          { tenant, stream: interactionId, after: head.seq },
          {
            ready: true,
            take(entry) {
              state = entry.state;
              const isOut = reach(state, viewer) <= entry.seq;
              if (!isOut && state.endedAt === null) return true;
              stop();
              sink.end(isOut ? notParticipant() : undefined);
              return false;
            },
            fail: (error) => {
              stop();
              sink.end(error);
            },
          },
        );
        if (state.endedAt !== null) {
          watching.close();
          stop();
          sink.end();
        }
        return {
          resume: () => undefined,
          close() {
            stop();
            watching.close();
          },
        };
      });
    },
  };
}
