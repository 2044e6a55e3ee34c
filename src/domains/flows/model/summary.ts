import type { FlowChoice } from './parts.ts';
import type { FlowState } from './state.ts';

export interface FlowSummaryPage {
  readonly stepId: string;
  readonly title: string;
  readonly enteredAt: Date;
  readonly choices: readonly FlowChoice[];
}

export interface FlowSummary {
  readonly title: string | null;
  readonly stepCount: number;
  readonly choices: readonly FlowChoice[];
  readonly pages: readonly FlowSummaryPage[];
  readonly duration: number | null;
}

/** Returns the flow's summary: the steps with input, and of their options only those chosen. */
export function summaryOf({
  title,
  steps,
  startedAt,
  endedAt,
}: Pick<FlowState, 'title' | 'steps' | 'startedAt' | 'endedAt'>): FlowSummary {
  const pages = steps
    .map(({ id: stepId, title: page, enteredAt, choices }) => ({
      stepId,
      title: page,
      enteredAt,
      choices: choices.filter(isAnswered).map(onlyChosen),
    }))
    .filter(({ choices }) => choices.length > 0);
  return {
    title: title ?? steps[0]?.title ?? null,
    stepCount: pages.length,
    choices: pages.flatMap(({ choices }) => choices),
    pages,
    duration: endedAt === null ? null : Math.max(endedAt.getTime() - startedAt.getTime(), 0),
  };
}

const isAnswered = ({ value, options }: FlowChoice): boolean =>
  (value !== null && value !== '') || options.some(({ selected }) => selected);

const onlyChosen = (choice: FlowChoice): FlowChoice => ({
  ...choice,
  options: choice.options.filter(({ selected }) => selected),
});
