import type { FeedStateChange, FeedUsage, FeedTranscript } from '../../shared/feed-ports.ts';
import type { ContactRecord, FeedActivity, Namespace, TraceRecord, WorkCodeRecord } from '../model.ts';

/** The event's id and whether its time is ahead are added when the event is stored. */
export type StateChangeContent = Omit<FeedStateChange, 'eventId' | 'isAhead'>;
export type UsageContent = Omit<FeedUsage, 'eventId'>;

/** A trace record without the fields that are added when the event is stored. */
export type TraceContent = Omit<TraceRecord, 'recordId' | 'isAhead'> & { readonly startAt: Date };

/** The content of an event, by its subject. */
export type EventContent =
  | {
      readonly of: 'task';
      readonly record: TraceContent;
      /** The number of known fields, by which the more complete of two events wins. */
      readonly fieldCount: number;
    }
  | { readonly of: 'work code'; readonly workCode: WorkCodeRecord }
  | {
      readonly of: 'agent';
      readonly changes: readonly StateChangeContent[];
      readonly usage: readonly UsageContent[];
    }
  | { readonly of: 'chat'; readonly transcript: FeedTranscript }
  | { readonly of: 'contact'; readonly contact: ContactRecord; readonly instance: string };

/** A valid event of one of the sources. */
export interface ParsedEvent {
  readonly activityType: FeedActivity;
  readonly namespace: Namespace;
  readonly at: Date;
  /** The latest time in the event. */
  readonly latest: Date;
  /** The ids of the tasks, contacts and sessions in the event. */
  readonly about: readonly string[];
  readonly content: EventContent;
}
