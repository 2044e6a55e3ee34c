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

/** One stay of a participant in an interaction. A person who joins again is a new participant. */
export interface Participant {
  /** An id that does not reveal the person. */
  readonly id: string;
  readonly role: ParticipantRole;
  /** The agent's user name, or the customer's id. */
  readonly principal: string;
  readonly nickname: string | null;
  readonly joinedAt: Date;
}

interface Visible {
  /** The acting participant's id; absent for facts of the system. */
  readonly by?: string;
}

/** The facts that clients see as an InteractionEvent. */
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

/** Facts that clients never see. They have sequence numbers too. */
type InternalFact =
  | {
      readonly type: 'started';
      readonly interactionId: string;
      readonly taskType: TaskType;
      readonly subject: string | null;
      readonly attributes: JsonText | null;
      readonly customer: string;
      /** The flow that the interaction was started from, if any. */
      readonly flow?: string;
    }
  /** An agent is needed, with the skill if it is not null. */
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
  /** Replaces an offer whose process died before it appended the offer. */
  | { readonly type: 'offerVoid'; readonly offerId: string }
  /** The conversation ended. */
  | { readonly type: 'ended'; readonly reason: InteractionEndReason }
  | { readonly type: 'completed'; readonly workCodes: readonly WorkCode[]; readonly parkedMs: number };

export type InteractionFact = VisibleFact | InternalFact;
