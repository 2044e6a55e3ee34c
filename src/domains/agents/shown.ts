import { feedTaskOf, focusTaskOf, type DisplayedTask } from './presence/focus-task.ts';
import type { AgentRecord } from './model.ts';

type Shown = Pick<AgentRecord, 'showsFed' | 'fed' | 'slots'>;

/** What an agent has to do: as a feed says where it is the feed that tells the state, else what there is to do here. */
export const taskCountOf = ({ showsFed, fed, slots }: Shown): number =>
  showsFed === true ? (fed?.taskCount ?? 0) : (slots?.length ?? 0);

export const shownTaskOf = ({ showsFed, fed, slots }: Shown): DisplayedTask | null =>
  showsFed === true ? feedTaskOf(fed?.focusTask) : focusTaskOf(slots ?? []);
