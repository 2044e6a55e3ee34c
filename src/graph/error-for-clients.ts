/** An error that is worded for clients already: a subgraph has said it, or an error edge before this one. */
export class ErrorForClients extends Error {
  override readonly name = 'ErrorForClients';
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(message: string, extensions: Readonly<Record<string, unknown>>) {
    super(message);
    this.extensions = extensions;
  }
}
