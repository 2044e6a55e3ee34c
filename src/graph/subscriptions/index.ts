export type { Follower } from './following.ts';
export { createSubscriber, type Subscription } from './subscriber.ts';
