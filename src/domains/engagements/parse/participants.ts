import type { LineSource } from '../model.ts';
import type { RawObject } from './readers.ts';
import { id, isMissing, listAt, text } from './readers.ts';

export interface ConversationParticipant {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly source: LineSource;
}

/** Some records have the list under a name in the singular. */
export const readConsumers = (record: RawObject): ConversationParticipant[] =>
  ['consumerParticipants', 'consumerParticipant'].flatMap((key) =>
    listAt(record[key], [key], (raw) => ({
      id: id(raw.participantId),
      name: nameOf(raw),
      source: 'VISITOR' as const,
    })),
  );

/** Reads the lists of all, of active and of former agents. Not every record has all three. */
export function readAgents(record: RawObject, info: RawObject): ConversationParticipant[] {
  const lists = ['agentParticipants', 'agentParticipantsActive', 'agentParticipantsLeave'];
  const agents = lists.flatMap((key) =>
    listAt(record[key], [key], (raw) => agentOf(raw.agentId, raw.agentNickname ?? raw.agentNickName)),
  );
  return [...agents, agentOf(info.latestAgentId, info.latestAgentNickname)];
}

const agentOf = (agentId: unknown, nickname: unknown): ConversationParticipant => ({
  id: id(agentId),
  name: text(nickname),
  source: 'AGENT',
});

function nameOf(raw: RawObject): string | undefined {
  if (!isMissing(raw.consumerName)) return text(raw.consumerName);
  const names = [raw.firstName, raw.lastName].filter((name) => !isMissing(name)).map(text);
  return names.length === 0 ? undefined : names.join(' ');
}
