import type { Appender, EventIds, EventLog, Heads } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Country } from '../../kernel/phone-number.ts';
import type { LogSubscriptions } from '../../realtime/index.ts';
import type { FlowState } from './model/index.ts';
import type { NumberPool } from './numbers/pool.ts';
import type { FlowStore } from './store.ts';

export interface FlowSettings {
  /** Of phone numbers that name none. */
  readonly country: Country;
  /** How long nothing may come from a running flow before it is taken for abandoned, in milliseconds. */
  readonly idleMs: number;
  /** How long a link to a photo is good for, in milliseconds. */
  readonly photoLinkMs: number;
}

/** What the operations of this domain share; made in index.ts. */
export interface FlowDependencies {
  readonly store: FlowStore;
  readonly numbers: NumberPool;
  readonly log: EventLog;
  readonly streams: { readonly heads: Heads<FlowState>; readonly appender: Appender<FlowState> };
  readonly subscriptions: LogSubscriptions<FlowState>;
  readonly ids: EventIds;
  readonly clock: Clock;
  readonly settings: FlowSettings;
}
