/** Something to tell other processes that is not kept: who types, what an agent asked to be told. Lost when a process is away. */
export interface Signal {
  readonly kind: 'typing' | 'history' | 'heartbeat';
  /** The process that sent it. */
  readonly process: string;
  readonly at: Date;
  readonly tenant?: string;
  readonly data?: object;
}
