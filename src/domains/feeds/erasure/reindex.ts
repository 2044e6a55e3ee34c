import type { EventStore } from '../events/store.ts';
import { parseEvent } from '../ingest/parse-event.ts';
import type { DeadLetterStore } from '../dead-letters/store.ts';
import { hashesInEvent, hashesInText } from './lookup-hashes.ts';

/**
 * Makes events and letters of an earlier version be found by what they call their customers. One that is erased meanwhile stays so.
 * @returns says so after each
 */
export const createReindex = ({
  events,
  letters,
}: {
  readonly events: EventStore;
  readonly letters: DeadLetterStore;
}) =>
  async function* (tenant: string): AsyncGenerator<void> {
    for await (const { eventId, source, text, receivedAt } of events.unnamed(tenant)) {
      if (text === null) continue;
      const result = parseEvent(source, { text, value: JSON.parse(text) as unknown }, receivedAt);
      await events.name(tenant, eventId, 'event' in result ? (result.event.customers ?? []) : []);
      yield;
    }
    for await (const { letterId, source, text, mended = null, isJson } of letters.unnamed(tenant)) {
      if (text === null) continue;
      const names = isJson === false ? hashesInText(text) : hashesInEvent(source, JSON.parse(text));
      const more = mended === null ? [] : hashesInEvent(source, JSON.parse(mended));
      await letters.name(tenant, letterId, [...new Set([...names, ...more])]);
      yield;
    }
  };
