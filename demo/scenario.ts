import { createRandom } from './random.ts';
import { topics, type Topic } from './topics.ts';

/** The course of one conversation. Pauses are in milliseconds at speed 1. */
export interface Scenario {
  readonly number: number;
  /** Index of the customer. */
  readonly customer: number;
  readonly topic: Topic;
  readonly pauseBefore: number;
  /** Whether the customer starts with a flow on the phone's screen. */
  readonly beginsWithFlow: boolean;
  /** Pause before each line. */
  readonly pauses: readonly number[];
  /** Number of agents that reject the offer. */
  readonly rejections: number;
  /** Index of the agent's line before which a colleague is invited. */
  readonly inviteAt: number | undefined;
  /** Index of the agent's line before which the chat is transferred. */
  readonly transferAt: number | undefined;
  /** The side that ends the chat. Impatient customers leave before an agent answers. */
  readonly end: 'agent' | 'customer' | 'impatient';
}

/** Returns the scenario of a seed and a number: the same in every run. */
export function createScenario(seed: number, number: number, customers: number): Scenario {
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const topic = random.oneOf(topics);
  const pauses = topic.lines.map(() => 800 + random.below(2500));
  // The agent sends every other line.
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
