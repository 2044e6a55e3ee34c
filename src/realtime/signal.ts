/** An ephemeral message between processes. Processes whose change stream is not open miss it. */
export interface Signal {
  readonly kind: 'typing' | 'history' | 'heartbeat';
  /** The id of the sending process. */
  readonly process: string;
  readonly at: Date;
  readonly tenant?: string;
  readonly data?: object;
}
