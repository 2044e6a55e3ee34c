import type { JsonText } from '../../shared/input.ts';
import type { TaskType } from '../../shared/task.ts';
import type { Visibility } from '../../shared/visibility.ts';

export type ParticipantRole = 'CUSTOMER' | 'AGENT';
export type InteractionStatus = 'QUEUED' | 'ALERTING' | 'ACTIVE' | 'WRAP' | 'COMPLETED';
export type InteractionEndReason = 'AGENT_ENDED' | 'CUSTOMER_LEFT' | 'ABANDONED_IN_QUEUE';
export type OfferReason = 'QUEUE' | 'INVITE' | 'TRANSFER';
export type WithdrawalReason = 'MISSED' | 'REJECTED' | 'CUSTOMER_LEFT' | 'CANCELLED';

export interface WorkCode {
  readonly group: string;
  readonly name: string;
}

/** Somebody's one stay in an interaction. */
export interface Participant {
  /** Tells nothing of who it is. */
  readonly id: string;
  readonly role: ParticipantRole;
  /** The agent's user name, or the customer's id. */
  readonly principal: string;
  readonly nickname: string | null;
  readonly joinedAt: Date;
}

/** `by` is a participant's id; absent for what happens by itself. */
interface Visible {
  readonly by?: string;
}

/** What clients can see: each becomes an InteractionEvent. */
export type VisibleFact =
  | (Visible & {
      readonly type: 'message';
      readonly text: string | null;
      readonly visibility: Visibility;
      readonly nickname: string | null;
      readonly role: ParticipantRole;
      readonly clientMessageId?: string;
    })
  | (Visible & { readonly type: 'joined' | 'left'; readonly participant: Participant })
  | (Visible & { readonly type: 'status'; readonly status: InteractionStatus })
  | (Visible & { readonly type: 'owner'; readonly owner: Participant | null })
  | (Visible & { readonly type: 'attributes'; readonly attributes: JsonText });

/** What the system needs to know beside it. It takes numbers as well. */
type HiddenFact =
  | {
      readonly type: 'started';
      readonly interactionId: string;
      readonly taskType: TaskType;
      readonly subject: string | null;
      readonly attributes: JsonText | null;
      readonly customer: string;
      /** The flow that the customer walked before, if the interaction was begun from one. */
      readonly flow?: string;
    }
  /** An agent is needed: with the skill, if there is one. */
  | { readonly type: 'needed'; readonly skill: string | null; readonly reason: 'QUEUE' | 'TRANSFER' }
  | {
      readonly type: 'offered';
      readonly offerId: string;
      readonly agent: string;
      readonly reason: OfferReason;
      readonly expiresAt: Date;
    }
  | {
      readonly type: 'offerEnded';
      readonly offerId: string;
      readonly agent: string;
      readonly reason: WithdrawalReason;
    }
  /** Stands where an offer would have stood whose process died before it could make it. */
  | { readonly type: 'offerVoid'; readonly offerId: string }
  /** The conversation is over. */
  | { readonly type: 'ended'; readonly reason: InteractionEndReason }
  | { readonly type: 'completed'; readonly workCodes: readonly WorkCode[]; readonly parkedMs: number };

export type InteractionFact = VisibleFact | HiddenFact;

const visibleTypes: ReadonlySet<string> = new Set<VisibleFact['type']>([
  'message',
  'joined',
  'left',
  'status',
  'owner',
  'attributes',
]);

export const isVisible = (fact: { readonly type: string }): fact is VisibleFact =>
  visibleTypes.has(fact.type);
