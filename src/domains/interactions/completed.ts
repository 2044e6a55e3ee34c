import type { CompletedInteraction, PastMessage } from '../shared/completed-interaction.ts';
import type { LogRecord } from '../../eventlog/index.ts';
import { participantById, type InteractionFact, type InteractionState } from './model/index.ts';

/** What a finished interaction leaves behind. */
export function toCompleted(state: InteractionState, records: readonly LogRecord[]): CompletedInteraction {
  const completedAt = state.completedAt ?? state.createdAt;
  const endedAt = state.endedAt ?? completedAt;
  return {
    interactionId: state.interactionId,
    type: state.type,
    subject: state.subject,
    skill: state.skill,
    createdAt: state.createdAt,
    endedAt,
    completedAt,
    endReason: state.endReason ?? 'AGENT_ENDED',
    owner: participantById(state, state.owner)?.principal ?? null,
    participants: state.participants.map(({ id, role, principal, nickname, joinedAt, leftAt }) => ({
      participantId: id,
      role,
      principalId: principal,
      nickname,
      joinedAt,
      leftAt,
    })),
    messages: records.flatMap(messagesOf),
    workCodes: state.workCodes.map((code) => ({ ...code, createdAt: completedAt })),
    durations: {
      queued: state.queuedMs,
      active: state.activeMs,
      parked: state.parkedMs,
      wrap: completedAt.getTime() - endedAt.getTime(),
    },
  };
}

const messagesOf = ({ facts, seq, at }: LogRecord): PastMessage[] =>
  (facts as readonly InteractionFact[]).flatMap((fact, index) =>
    fact.type === 'message'
      ? [
          {
            sequence: seq + index,
            at,
            by: fact.by ?? '',
            text: fact.text ?? '',
            visibility: fact.visibility,
          },
        ]
      : [],
  );
