import type {
  AgentFeedPort,
  FeedStateChange,
  FeedUsage,
  FeedTranscript,
} from '../../../src/domains/shared/feed-ports.ts';
import { createFeeds } from '../../../src/domains/feeds/index.ts';
import { systemClock, type Clock } from '../../../src/kernel/clock.ts';
import type { Storage } from '../../../src/storage/index.ts';

/** Records the calls of the agents' port, each event once. */
export function recordingAgents() {
  const changes = new Map<string, FeedStateChange>();
  const usage = new Map<string, FeedUsage>();
  const recordOnce = <Item extends { readonly eventId: string }>(
    recorded: Map<string, Item>,
    items: readonly Item[],
  ) =>
    Promise.resolve(
      items.map((item) => {
        const outcome = recorded.has(item.eventId) ? ('duplicate' as const) : ('added' as const);
        recorded.set(item.eventId, recorded.get(item.eventId) ?? item);
        return outcome;
      }),
    );
  const port: AgentFeedPort = {
    ingestStateChanges: (_, items) => recordOnce(changes, items),
    ingestUsage: (_, items) => recordOnce(usage, items),
  };
  return { port, changes, usage };
}

/** Creates the domain by itself, and records what its ports received. */
export function createTestFeeds(storage: Storage, clock: Clock = systemClock) {
  const agents = recordingAgents();
  const transcripts: FeedTranscript[] = [];
  const feeds = createFeeds(storage, clock, {
    agents: agents.port,
    transcripts: {
      ingestTranscripts(_, items) {
        transcripts.push(...items);
        return Promise.resolve(items.map(() => false));
      },
      eraseTranscripts: () => Promise.resolve(0),
    },
  });
  return { ...feeds, received: { changes: agents.changes, usage: agents.usage, transcripts } };
}
