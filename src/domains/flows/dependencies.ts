import type { Appender, EventIds, EventLog, Heads } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Country } from '../../kernel/phone-number.ts';
import type { LogSubscriptions } from '../../realtime/index.ts';
import type { FlowState } from './model/index.ts';
import type { NumberPool } from './numbers/pool.ts';
import type { FlowStore } from './store.ts';

export interface FlowSettings {
  /** The country of phone numbers without a country code. */
  readonly country: Country;
  /** After how many milliseconds without a change a running flow is abandoned. */
  readonly idleMs: number;
  /** How long a link to a photo is valid, in milliseconds. */
  readonly photoLinkMs: number;
}

/** The dependencies of this domain's operations. */
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
