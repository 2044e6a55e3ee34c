import type { FeedStateChange, FeedUsage } from '../../shared/agent-feed.ts';
import type { FeedTranscript } from '../../shared/transcript-feed.ts';
import type { ContactRecord, FeedActivity, Namespace, TraceRecord, WorkCodeRecord } from '../model.ts';

/** An id of its own is made for each when it is known which event it is. */
export type StateChangeContent = Omit<FeedStateChange, 'eventId' | 'isAhead'>;
export type UsageContent = Omit<FeedUsage, 'eventId'>;

/** A trace record without what follows from which event it is. */
export type TraceContent = Omit<TraceRecord, 'recordId' | 'isAhead'> & { readonly startAt: Date };

/** What an event says, by what it is of. */
export type EventContent =
  | { readonly of: 'task'; readonly record: TraceContent; readonly fullness: number }
  | { readonly of: 'work code'; readonly workCode: WorkCodeRecord }
  | {
      readonly of: 'agent';
      readonly changes: readonly StateChangeContent[];
      readonly usage: readonly UsageContent[];
    }
  | { readonly of: 'chat'; readonly transcript: FeedTranscript }
  | { readonly of: 'contact'; readonly contact: ContactRecord; readonly instance: string };

/** An event that was understood. */
export interface ParsedEvent {
  readonly activityType: FeedActivity;
  readonly owner: Namespace;
  readonly at: Date;
  /** The latest of all times in it. */
  readonly latest: Date;
  /** The ids of what it tells of. */
  readonly about: readonly string[];
  readonly content: EventContent;
}

/** @throws EventFault for what cannot be taken */
export type ParseEvent = (value: unknown) => ParsedEvent;
