import type { LineSource } from '../model.ts';
import type { Raw } from './read.ts';
import { id, isMissing, listAt, text } from './read.ts';

export interface Participant {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly source: LineSource;
}

/** Older records spell the list in the singular. */
export const readConsumers = (record: Raw): Participant[] =>
  ['consumerParticipants', 'consumerParticipant'].flatMap((key) =>
    listAt(record[key], [key], (raw) => ({
      id: id(raw.participantId),
      name: nameOf(raw),
      source: 'VISITOR' as const,
    })),
  );

/** Those who took part, those who left and those who are in it now are three lists, and not every record has all. */
export function readAgents(record: Raw, info: Raw): Participant[] {
  const lists = ['agentParticipants', 'agentParticipantsActive', 'agentParticipantsLeave'];
  const agents = lists.flatMap((key) =>
    listAt(record[key], [key], (raw) => agentOf(raw.agentId, raw.agentNickname ?? raw.agentNickName)),
  );
  return [...agents, agentOf(info.latestAgentId, info.latestAgentNickname)];
}

const agentOf = (agentId: unknown, nickname: unknown): Participant => ({
  id: id(agentId),
  name: text(nickname),
  source: 'AGENT',
});

function nameOf(raw: Raw): string | undefined {
  if (!isMissing(raw.consumerName)) return text(raw.consumerName);
  const names = [raw.firstName, raw.lastName].filter((name) => !isMissing(name)).map(text);
  return names.length === 0 ? undefined : names.join(' ');
}
