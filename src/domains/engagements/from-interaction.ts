import {
  engagementIdOf,
  type CompletedInteraction,
  type PastParticipant,
} from '../shared/completed-interaction.ts';
import { isChat, type TaskType } from '../shared/task.ts';
import { conversationOf, customerOf, notBefore, type PastLine } from '../shared/completed-interaction.ts';
import { textHash } from '../shared/source-record.ts';
import type { EngagementInfo, EngagementLine } from './model.ts';
import type { StoredEngagement } from './store.ts';

/** Converts a completed interaction to an engagement with LivePerson's values, so that one search finds both. */
export function engagementFromInteraction(
  interaction: CompletedInteraction,
): Omit<StoredEngagement, 'metadata'> {
  const { interactionId, createdAt, endedAt, owner, participants } = interaction;
  const connectedAt = participants.find(({ role }) => role === 'AGENT')?.joinedAt;
  const startTime = notBefore(createdAt, connectedAt ?? createdAt);
  const endTime = notBefore(startTime, endedAt);
  const { lines, isWhole } = conversationOf(interaction);
  const content: Omit<StoredEngagement, 'metadata' | 'source'> = {
    engagementId: engagementIdOf(interactionId),
    interactionId,
    startTime,
    endTime,
    // The duration counts the connected time, not the wait.
    duration: connectedAt === undefined ? 0 : endTime.getTime() - startTime.getTime(),
    ...(owner === null ? {} : { agentUsername: owner }),
    info: { ...infoOf(interaction), isPartial: !isWhole },
    surveys: { preChat: [], postChat: [], operator: [] },
    lines: lines.map(lineOf),
    lineScores: [],
    coBrowseSessions: [],
    sdes: [],
  };
  return { ...content, source: { hash: textHash(JSON.stringify(content)) } };
}

function infoOf(interaction: CompletedInteraction): EngagementInfo {
  const { interactionId, type, skill, createdAt, endReason, owner, participants, messages } = interaction;
  const customer = customerOf(interaction);
  const customerParticipants = new Set(
    participants.flatMap(({ role, participantId }) => (role === 'CUSTOMER' ? [participantId] : [])),
  );
  return {
    realTimeId: interactionId,
    ...(customer === undefined ? {} : { visitorId: customer.principalId }),
    ...optional('visitorName', customer?.nickname),
    isInteractive: messages.some(({ by }) => customerParticipants.has(by)),
    ...optional('agentNickname', nicknameOf(participants, owner)),
    ...optional('agentLoginName', owner),
    // Skills of live interactions have only a name.
    ...optional('skillId', skill),
    ...optional('skillName', skill),
    isPreChatSurvey: false,
    isPostChatSurvey: false,
    isAgentSurvey: false,
    ...channelOf(type),
    startReason: 'VISITOR_REQUEST',
    startReasonDesc: 'Visitor request',
    ...endings[endReason],
    chatRequestedTime: createdAt,
    ended: true,
  };
}

/** An abandoned chat has the same end reason as one that the customer closed. Its missing agent marks it. */
const endings = {
  AGENT_ENDED: { endReason: 'REP_STOPPED', endReasonDesc: 'Rep stopped chat' },
  CUSTOMER_LEFT: { endReason: 'VISITOR_CLOSED', endReasonDesc: 'Visitor closed chat' },
  ABANDONED_IN_QUEUE: { endReason: 'VISITOR_CLOSED', endReasonDesc: 'Visitor closed chat' },
} as const;

const calls: ReadonlySet<TaskType> = new Set<TaskType>(['VOICE', 'PREVIEW_DIAL', 'UC_CALL']);

function channelOf(type: TaskType): Pick<EngagementInfo, 'channel' | 'channelRaw'> {
  if (isChat(type)) return { channel: 'WEB' };
  return calls.has(type) ? { channel: 'VOICE' } : { channel: 'OTHER', channelRaw: type };
}

/** Returns the agent's last nickname: it can change with each accept. */
const nicknameOf = (participants: readonly PastParticipant[], owner: string | null) =>
  participants.findLast(({ role, principalId }) => role === 'AGENT' && principalId === owner)?.nickname;

/** Lines keep the order of the conversation, even if the clocks of two processes differ. */
const lineOf = ({ sender, at, text, sequence, visibility }: PastLine): EngagementLine => ({
  time: at,
  text,
  textType: 'PLAIN',
  // Customers see this name, so it is never a user name.
  ...optional('by', sender?.nickname),
  source: sender === undefined ? 'OTHER' : sender.role === 'CUSTOMER' ? 'VISITOR' : 'AGENT',
  visibility,
  controlType: 'CHAT',
  lineSeq: String(sequence),
});

/** Omits a missing value: see model.ts. */
const optional = <Name extends string>(name: Name, value: string | null | undefined) =>
  (value == null ? {} : { [name]: value }) as Partial<Record<Name, string>>;
