import { traceRecordIdOf, type CompletedInteraction } from '../../shared/completed-interaction.ts';
import { textHash } from '../../shared/source-record.ts';
import type { TraceRecord } from '../model.ts';
import type { StoredTraceRecord } from './store.ts';

/** Derives the trace record of a live interaction. A transferred interaction stays one task, so it has no origin. */
export function traceRecordOf(interaction: CompletedInteraction): Omit<StoredTraceRecord, 'metadata'> {
  const { interactionId, type, owner, durations, workCodes, createdAt, completedAt } = interaction;
  const content: TraceRecord = {
    recordId: traceRecordIdOf(interactionId),
    taskId: interactionId,
    taskType: type,
    ...(owner === null ? {} : { agentUsername: owner }),
    queuedDuration: whole(durations.queued),
    activeDuration: whole(durations.active),
    parkedDuration: whole(durations.parked),
    wrapDuration: whole(durations.wrap),
    workCodes: workCodes.map(({ group, name, createdAt }) => ({ group, name, createdAt })),
    interactionId,
    initiatedAt: createdAt,
    completedAt,
    startAt: createdAt,
  };
  return { ...content, source: { hash: textHash(JSON.stringify(content)) } };
}

/** The clocks of two processes can differ, and a duration cannot be negative. */
const whole = (milliseconds: number): number => Math.max(0, Math.round(milliseconds));
