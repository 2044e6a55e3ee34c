export type { Follower } from './following.ts';
export {
  createSubscriber,
  type Subscriber,
  type SubscriberOptions,
  type Subscription,
} from './subscriber.ts';
