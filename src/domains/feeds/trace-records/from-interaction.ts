import { traceRecordIdOf, type CompletedInteraction } from '../../shared/completed-interaction.ts';
import { textHash } from '../../shared/source-record.ts';
import type { TraceRecord } from '../model.ts';
import type { StoredTraceRecord } from './store.ts';

/** The trace record of a live interaction. A transfer keeps it one task, so it comes from no other. */
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

/** Clocks of two processes differ, and no time is less than none. */
const whole = (milliseconds: number): number => Math.max(0, Math.round(milliseconds));
