/**
 * Why there is no store to work with.
 * `locked`: another process owns the data directory. `unreachable`: no server answers. `refused`: a server answers, but not to us.
 * `unwritable`: the directory cannot be made or written. `unsupported-platform`: the embedded engine does not exist here.
 * `schema-changed`: an applied migration is not the one we know. `schema-newer`: the data was written by a newer version.
 * `broken`: the engine failed in a way we have no name for.
 */
export type StoreUnavailableReason =
  | 'locked'
  | 'unreachable'
  | 'refused'
  | 'unwritable'
  | 'unsupported-platform'
  | 'schema-changed'
  | 'schema-newer'
  | 'broken';

/** The store cannot be opened. `message`: one line for people: what happened, where, what to do. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly reason: StoreUnavailableReason;

  constructor(reason: StoreUnavailableReason, message: string, options?: ErrorOptions) {
    super(message.replace(/\s+/g, ' ').trim(), options);
    this.reason = reason;
  }
}

/** What an unknown error says, on one line and without a stack. */
export function saying(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 300);
}

/** Is it the system error of this code? */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
