import type { FailureCode } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import { ProbeFailure } from './probe-failure.ts';

/** Failures that a second try a moment later may not meet again. */
const transient: ReadonlySet<FailureCode> = new Set([
  'connect-refused',
  'connect-reset',
  'connect-timeout',
  'connect-unreachable',
  'dns-servfail',
  'dns-timeout',
  'dns-refused',
]);

/** Answers by host, asked for once a visit. A transient failure is asked for one more time by whoever needs it next; any other answer stays. */
export class OnceMore<Answer> {
  readonly #known = new Map<Host, Promise<Answer>>();
  readonly #failed = new Set<Host>();

  get(host: Host, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.#known.get(host);
    if (known !== undefined) return known;
    const asking = ask();
    this.#known.set(host, asking);
    asking.catch((error: unknown) => this.#forget(host, error));
    return asking;
  }

  #forget(host: Host, error: unknown): void {
    if (this.#failed.has(host) || !(error instanceof ProbeFailure)) return;
    if (!transient.has(error.failure.code)) return;
    this.#failed.add(host);
    this.#known.delete(host);
  }
}
