export {
  expectDone,
  interactionOf,
  isRefused,
  RefusedError,
  type Agent,
  type AgentStateChange,
  type ChatMessage,
  type Flow,
  type FlowOutcome,
  type FlowPhoto,
  type FlowStep,
  type Interaction,
  type InteractionEvent,
  type Notification,
  type Outcome,
  type OutcomeStatus,
  type Typing,
} from './answers.ts';
export type { TypedDocument } from './document.ts';
export { SwitchboardError, type ErrorCode } from './errors.ts';
export type { Subscription } from './resumable-subscription.ts';
export type { FollowOptions, KeyOption, SignalOption, SwitchboardOptions } from './options.ts';
export { createSwitchboard, type Switchboard } from './switchboard.ts';
export type { Token } from './token-source.ts';
export * from './generated/operations.ts';
