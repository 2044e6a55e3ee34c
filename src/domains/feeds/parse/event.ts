import type { FeedStateChange, FeedUsage, FeedTranscript } from '../../shared/feed-ports.ts';
import type { ContactRecord, FeedActivity, Namespace, TraceRecord, WorkCodeRecord } from '../model.ts';
import type { FieldIssue } from './fields.ts';

/** The event's id and whether its time is ahead are added when the event is stored. */
export type StateChangeContent = Omit<FeedStateChange, 'eventId' | 'isAhead'>;
export type UsageContent = Omit<FeedUsage, 'eventId'>;

/** A trace record without the fields that are added when the event is stored. */
export type TraceContent = Omit<TraceRecord, 'recordId' | 'isAhead'> & { readonly startAt: Date };

/** The content of an event, by its subject. */
export type EventContent =
  | { readonly of: 'task'; readonly record: TraceContent }
  | { readonly of: 'work code'; readonly workCode: WorkCodeRecord }
  | {
      readonly of: 'agent';
      readonly changes: readonly StateChangeContent[];
      readonly usage: readonly UsageContent[];
    }
  | { readonly of: 'chat'; readonly transcript: FeedTranscript }
  | {
      readonly of: 'contact';
      readonly contact: ContactRecord;
      /** The contact as a task, which counts until the Symbee feed has a record of it. */
      readonly record: TraceContent;
      readonly instance: string;
    };

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
  /** The fields whose values cannot be read, and which the event is stored without. */
  readonly issues: readonly FieldIssue[];
}

/** The part of an event of Symbee Connect that depends on its type. */
export type ParsedContent = Omit<ParsedEvent, 'namespace' | 'latest' | 'issues'>;
