import { MessageType, parseMessage } from 'graphql-ws';

interface PendingOperation {
  /** Whether the client has sent `complete`. */
  isCompleted: boolean;
  /** Later messages with the same id. */
  queued: string[] | undefined;
}

export interface MessageOrderOptions {
  /** graphql-ws's handler. For `subscribe` it resolves when the operation has ended. */
  readonly handle: (text: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Called if too many messages are queued for one id. */
  readonly onOverflow: () => void;
}

const maxQueued = 100;

/**
 * Returns a message handler that allows clients to reuse an id directly after `complete`. graphql-ws forgets an id only some time later,
 * when the operation has ended, and the end of the old operation would then end the new one. Messages with such an id are queued until the
 * old operation has ended.
 */
export function createMessageOrder({
  handle,
  onError,
  onOverflow,
}: MessageOrderOptions): (text: string) => void {
  const pending = new Map<string, PendingOperation>();

  function receive(text: string): void {
    const message = parseOperationMessage(text);
    const current = message && pending.get(message.id);
    if (message === undefined || current === undefined) {
      const ended = handle(text);
      if (message?.type === MessageType.Subscribe) track(message.id, ended);
      else ended.catch(onError);
      return;
    }
    if (current.queued !== undefined || (current.isCompleted && message.type === MessageType.Subscribe)) {
      current.queued ??= [];
      if (current.queued.length < maxQueued) current.queued.push(text);
      else onOverflow();
      return;
    }
    if (message.type === MessageType.Complete) current.isCompleted = true;
    handle(text).catch(onError);
  }

  // Not awaited: a suspended function for each subscription would cost more than the subscription itself.
  function track(id: string, ended: Promise<void>): void {
    const current: PendingOperation = { isCompleted: false, queued: undefined };
    pending.set(id, current);
    ended.catch(onError).finally(() => {
      pending.delete(id);
      // Some of them may be queued again, behind the first.
      current.queued?.forEach(receive);
    });
  }
  return receive;
}

/** Returns undefined for messages without an id, and for invalid ones, which graphql-ws rejects. */
function parseOperationMessage(
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
