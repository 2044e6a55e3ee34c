import { MessageType, parseMessage } from 'graphql-ws';

/** An operation that has not settled. */
interface Unsettled {
  /** The client has let go of it. */
  completed: boolean;
  /** What came for its id since. */
  held: string[] | undefined;
}

export interface MessageOrderOptions {
  /** graphql-ws's own handler: what it returns for `subscribe` settles with the operation. */
  readonly handle: (text: string) => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** Far too much is held. */
  readonly overrun: () => void;
}

/** Who sends more than this for one id that is not free yet is not waiting for it. */
const maxHeld = 100;

/**
 * graphql-ws forgets an id when its operation has settled, some time after the client's `complete`. A client may use the id again at
 * once, and the end of the old operation would then take the new one with it. So what comes for such an id is held back until the old
 * operation has settled.
 */
export function inOrderOfIds({ handle, failed, overrun }: MessageOrderOptions): (text: string) => void {
  const unsettled = new Map<string, Unsettled>();

  function take(text: string): void {
    const message = read(text);
    const current = message && unsettled.get(message.id);
    if (message === undefined || current === undefined) {
      const settled = handle(text);
      if (message?.type === MessageType.Subscribe) follow(message.id, settled);
      else settled.catch(failed);
      return;
    }
    if (current.held !== undefined || (current.completed && message.type === MessageType.Subscribe)) {
      current.held ??= [];
      if (current.held.length < maxHeld) current.held.push(text);
      else overrun();
      return;
    }
    if (message.type === MessageType.Complete) current.completed = true;
    handle(text).catch(failed);
  }

  // Not awaited: a function that is parked for each subscription would cost more than the subscription.
  function follow(id: string, settled: Promise<void>): void {
    const current: Unsettled = { completed: false, held: undefined };
    unsettled.set(id, current);
    settled.catch(failed).finally(() => {
      unsettled.delete(id);
      // Later ones of them may have to be held again, behind the first.
      current.held?.forEach(take);
    });
  }
  return take;
}

/** @returns nothing for messages without an id, and for what is none: graphql-ws says so itself */
function read(
  text: string,
): { readonly type: MessageType.Subscribe | MessageType.Complete; readonly id: string } | undefined {
  try {
    const message = parseMessage(text);
    return message.type === MessageType.Subscribe || message.type === MessageType.Complete
      ? message
      : undefined;
  } catch {
    return undefined;
  }
}
