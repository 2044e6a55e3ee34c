export type { Follower } from './following.ts';
export {
  createSubscriber,
  type Subscriber,
  type Subscription,
  type SubscriptionRequest,
} from './subscriber.ts';
