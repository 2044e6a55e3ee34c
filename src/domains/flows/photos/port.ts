import type { Caller } from '../../../auth/index.ts';
import type { FlowPhoto, FlowState } from '../model/index.ts';

/** What photos need of the flows that they are taken in. */
export interface PhotoAppender {
  /**
   * The flow as it is, if the caller may add a photo to it now, or has.
   * @param isDone whether it has
   * @throws FORBIDDEN, NOT_FOUND, INVALID_STATE
   */
  admit(
    caller: Caller,
    interactionUniqueId: string,
    isDone: (state: FlowState) => boolean,
  ): Promise<FlowState>;
  /** Adds the photo, unless the flow has one of that id. @throws as `admit`, and what else speaks against it */
  addPhoto(caller: Caller, interactionUniqueId: string, photo: FlowPhoto): Promise<FlowState>;
  /** The newest state; `notStarted` if there is none. */
  stateOf(tenant: string, interactionUniqueId: string): Promise<FlowState>;
}
