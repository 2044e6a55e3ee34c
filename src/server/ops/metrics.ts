import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RemoteSubgraphState } from '../../graph/index.ts';

export interface Metrics {
  /** @param route the declared path, never the requested one: each distinct label value is a time series */
  observeRequest(route: string, status: number, seconds: number): void;
  /** @param outcome one of a few constant words. The names of subgraphs are limited by the configuration. */
  readonly observeSubgraph: (subgraph: string, outcome: string, seconds: number) => void;
  /** @param client the name that the client gives itself */
  readonly observeDeprecatedField: (field: string, client: string | undefined) => void;
  readonly live: LiveMetrics;
  render(): Promise<{ contentType: string; text: string }>;
}

/** Plain numbers, which are read at each scrape. The library's counters would cost a good part of a delivery. */
export interface LiveMetrics {
  sockets: number;
  streams: number;
  subscriptions: number;
  deliveries: number;
  observeClose(code: number): void;
}

/** Clients may send any close code, and each would be a time series. */
const knownCloseCodes = new Set([
  1000, 1001, 1002, 1005, 1006, 1007, 1009, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4410, 4429, 4500,
]);

/** Each distinct client name is a time series. */
const maxClientNames = 100;

function createDeprecatedFieldCounter(registers: Registry[]): Metrics['observeDeprecatedField'] {
  const counter = new Counter({
    name: 'switchboard_deprecated_fields_total',
    help: 'Operations that selected a deprecated field, by field and by the name in the header x-client-name.',
    labelNames: ['field', 'client'],
    registers,
  });
  const names = new Set<string>();
  const labelOf = (client: string | undefined): string => {
    if (client === undefined || !/^[\w.@/-]{1,64}$/.test(client)) return 'unknown';
    if (names.size < maxClientNames) names.add(client);
    return names.has(client) ? client : 'other';
  };
  return (field, client) => {
    counter.inc({ field, client: labelOf(client) });
  };
}

export interface MetricsOptions {
  readonly databaseUp: () => Promise<boolean>;
  /** How far the host's clock is ahead of the database's, in milliseconds; undefined if that is not known. */
  readonly clockOffsetMs: () => number | undefined;
  /** The states of remote subgraphs. */
  readonly remotes: () => readonly RemoteSubgraphState[];
  /** The number of values in ingested events that could not be read. Undefined if feeds are not served. */
  readonly feedIssues: (() => number) | undefined;
}

/** In seconds. */
const buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

export function createMetrics({ databaseUp, clockOffsetMs, remotes, feedIssues }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'switchboard_http_requests_total',
    help: 'HTTP requests that were answered.',
    labelNames: ['route', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'switchboard_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer, in seconds.',
    labelNames: ['route'],
    buckets,
    registers,
  });
  new Gauge({
    name: 'switchboard_database_up',
    help: '1 if MongoDB answers, 0 if it does not.',
    registers,
    async collect() {
      this.set((await databaseUp()) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'switchboard_clock_offset_seconds',
    help: "The time of this host's clock minus the time of the database's clock, in seconds.",
    registers,
    collect() {
      const offsetMs = clockOffsetMs();
      if (offsetMs === undefined) this.reset();
      else this.set(offsetMs / 1000);
    },
  });
  new Gauge({
    name: 'switchboard_subgraph_up',
    help: '1 if the subgraph is joined and answered when it was last asked, 0 if not.',
    labelNames: ['subgraph'],
    registers,
    collect() {
      for (const { name, joined, answers } of remotes())
        this.set({ subgraph: name }, joined && answers ? 1 : 0);
    },
  });
  const subgraphRequests = new Counter({
    name: 'switchboard_subgraph_requests_total',
    help: "Requests to other teams' subgraphs for clients, by how they ended: answered, timeout or unavailable.",
    labelNames: ['subgraph', 'outcome'],
    registers,
  });
  const subgraphDuration = new Histogram({
    name: 'switchboard_subgraph_request_duration_seconds',
    help: 'Time from such a request to the end of its answer, in seconds.',
    labelNames: ['subgraph'],
    buckets,
    registers,
  });
  const closes = new Counter({
    name: 'switchboard_websocket_closes_total',
    help: 'WebSockets that were closed, by code.',
    labelNames: ['code'],
    registers,
  });
  const live: LiveMetrics = {
    sockets: 0,
    streams: 0,
    subscriptions: 0,
    deliveries: 0,
    observeClose(code) {
      closes.inc({ code: knownCloseCodes.has(code) ? String(code) : 'other' });
    },
  };
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('switchboard_websockets_open', 'WebSockets that are open.', () => live.sockets);
  gauge('switchboard_event_streams_open', 'Event streams that are open.', () => live.streams);
  gauge('switchboard_subscriptions_open', 'Subscriptions that are open.', () => live.subscriptions);
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  counter('switchboard_deliveries_total', 'Events that were sent to subscriptions.', () => live.deliveries);
  if (feedIssues !== undefined)
    counter(
      'switchboard_feed_issues_total',
      'Values in new feed events that could not be read. The events are stored without them.',
      feedIssues,
    );
  return {
    observeRequest(route, status, seconds) {
      requests.inc({ route, status: String(status) });
      duration.observe({ route }, seconds);
    },
    observeSubgraph(subgraph, outcome, seconds) {
      subgraphRequests.inc({ subgraph, outcome });
      subgraphDuration.observe({ subgraph }, seconds);
    },
    observeDeprecatedField: createDeprecatedFieldCounter(registers),
    live,
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
