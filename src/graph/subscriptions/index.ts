export type { PayloadSink } from './payload-delivery.ts';
export {
  createSubscriptionRunner,
  type SubscriptionRunner,
  type PreparedSubscription,
  type SubscriptionRequest,
} from './subscription-runner.ts';
