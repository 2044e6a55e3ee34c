import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** @param route as it was declared, never as it was asked for: each distinct label is a time series */
  observeRequest(route: string, status: number, seconds: number): void;
  render(): Promise<{ contentType: string; text: string }>;
}

export function createMetrics({ databaseUp }: { databaseUp: () => Promise<boolean> }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'switchboard_http_requests_total',
    help: 'HTTP requests that were answered.',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'switchboard_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer, in seconds.',
    labelNames: ['route'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'switchboard_database_up',
    help: '1 if MongoDB answers, 0 if it does not.',
    registers: [registry],
    async collect() {
      this.set((await databaseUp()) ? 1 : 0);
    },
  });
  return {
    observeRequest(route, status, seconds) {
      requests.inc({ route, status: String(status) });
      duration.observe({ route }, seconds);
    },
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
