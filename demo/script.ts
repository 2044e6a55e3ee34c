import { createRandom } from './random.ts';
import { topics, type Topic } from './topics.ts';

/** How a conversation goes. Pauses are in milliseconds at speed 1. */
export interface Scene {
  readonly number: number;
  /** Which of the customers. */
  readonly customer: number;
  readonly topic: Topic;
  readonly pauseBefore: number;
  /** Whether the customer tries the telephone's screen first. */
  readonly beginsWithFlow: boolean;
  /** How long is thought and typed before each line. */
  readonly pauses: readonly number[];
  /** How many agents turn it down at first. */
  readonly rejections: number;
  /** The agent's line before which a colleague is asked in. */
  readonly inviteAt: number | undefined;
  /** The agent's line before which it is handed to whoever knows more. */
  readonly transferAt: number | undefined;
  /** Who ends it; impatient customers leave before anybody has time. */
  readonly end: 'agent' | 'customer' | 'impatient';
}

/** The same scene for the same seed and number, whenever it is played. */
export function sceneOf(seed: number, number: number, customers: number): Scene {
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const topic = random.oneOf(topics);
  const pauses = topic.lines.map(() => 800 + random.below(2500));
  // The agent has every other line.
  const agentsLine = () => 1 + 2 * random.below(topic.lines.length / 2);
  return {
    number,
    customer: number % customers,
    topic,
    pauses,
    pauseBefore: random.below(4000),
    beginsWithFlow: number % 3 === 0,
    rejections: random.percent(20) ? 1 : 0,
    inviteAt: random.percent(20) ? agentsLine() : undefined,
    transferAt: random.percent(20) ? agentsLine() : undefined,
    end: random.percent(12) ? 'impatient' : random.percent(30) ? 'customer' : 'agent',
  };
}
