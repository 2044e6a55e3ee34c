import type { FlowChoiceInput } from '../src/client/index.ts';
import { topics, type Topic } from './topics.ts';

/** A page of the flow on the phone's screen, before the chat. */
export interface Page {
  readonly stepId: string;
  readonly title: string;
  readonly choices: readonly FlowChoiceInput[];
  /** Variables that the page sets. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly asksForPhoto?: boolean;
}

const pick = (prompt: string, options: readonly string[], value: string): FlowChoiceInput => ({
  prompt,
  value,
  options: options.map((label) => ({ label, selected: label === value })),
});

export function pagesOf(topic: Topic, number: number): readonly Page[] {
  const order = `NL-${20_000 + number}`;
  return [
    {
      stepId: 'about',
      title: 'What is it about?',
      choices: [
        pick(
          'Your question',
          topics.map(({ subject }) => subject),
          topic.subject,
        ),
      ],
      variables: { subject: topic.subject },
    },
    {
      stepId: 'order',
      title: 'Which order?',
      choices: [{ prompt: 'Order number', value: order, referenceName: 'orderNumber' }],
      variables: { order, isMember: number % 2 === 0 },
    },
    { stepId: 'photo', title: 'Show us what you have', choices: [], asksForPhoto: true },
    {
      stepId: 'how',
      title: 'How shall we help you?',
      choices: [pick('The way', ['Chat', 'Call me back'], 'Chat')],
    },
  ];
}
