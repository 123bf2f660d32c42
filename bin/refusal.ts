/** What a person asked for and cannot have: one line that says what, where and what to do. Ends with exit code 2 and no stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: string;
  readonly fix: string;

  /** `problem` says what is wrong and where, `fix` what to do; neither has a full stop. */
  constructor(problem: string, fix: string, options?: ErrorOptions) {
    super(oneLine(`${problem}; ${fix}`), options);
    this.problem = oneLine(problem);
    this.fix = oneLine(fix);
  }
}

/** A text without line breaks and control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** The code of a system error, such as `EADDRINUSE`. Undefined: it is none. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}
