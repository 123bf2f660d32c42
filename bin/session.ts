import type { ServerRule } from '../rules/rule.ts';
import type { ExitCode } from './exit-code.ts';
import type { Release } from './release.ts';
import type { Terminal } from './terminal.ts';

/** What every command gets. Each command ends by setting its exit code. */
export interface Session {
  readonly terminal: Terminal;
  readonly release: Release;
  /** Rules that judge one server; loaded by whoever needs them. */
  rules(): Promise<readonly ServerRule[]>;
  /** Aborted by the first SIGINT or SIGTERM: stop, keep what is there, end. */
  readonly stop: AbortSignal;
  /** The loudest code of the run so far. */
  end(code: ExitCode): void;
}
