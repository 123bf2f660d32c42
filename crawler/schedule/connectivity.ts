import type { Clock } from '../../model/clock.ts';
import { type FailureCode, failureCodes } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import type { Consent, Observation } from '../../model/observation.ts';
import type { Net } from '../net/net.ts';
import { ProbeFailure, settle } from '../net/probe-failure.ts';

/** A host that tells whether we are online. `answered`: it did so when it was last asked, so its silence now would mean something. */
export interface Control {
  readonly host: Host;
  readonly consent: Consent;
  readonly answered: boolean;
}

export interface ConnectivityTools {
  readonly net: Net;
  readonly clock: Clock;
  /** Who may be looked at; there may be tens of thousands. */
  readonly controls: () => readonly Host[];
  /** What is known of one of them now. */
  readonly controlOf: (host: Host) => Control;
  /** Ends a look that is under way. */
  readonly stop: AbortSignal;
}

/** How a control ended. `unknown`: a limit of ours came first. */
type Look = 'answered' | 'silent' | 'unknown';

/** Controls that are looked at together. */
const atOnce = 5;
/** For a control's turn to come, and again for its answer. */
const lookMs = 5_000;
/** How long a network that was found down counts as down without another look. */
const downMs = 2_000;

/**
 * Whether our own network is up. Any answer of any server shows that it was; without one the controls are looked at, and it is down when more
 * than half of those that used to answer are silent. With no such control nothing is known, and failures are believed.
 */
export class Connectivity {
  readonly #tools: ConnectivityTools;
  /** Epoch milliseconds of the newest sign that we are online. */
  #heardMs = Number.NEGATIVE_INFINITY;
  /** Monotonic milliseconds of the newest look that found us offline. */
  #downAt = Number.NEGATIVE_INFINITY;
  /** Where among the controls the next look begins. */
  #next = 0;
  #looking: Promise<boolean> | undefined;

  constructor(tools: ConnectivityTools) {
    this.#tools = tools;
  }

  /** Learns from what a visit saw. */
  heard(observations: readonly Observation[]): void {
    for (const { exchanges } of observations)
      for (const { status, startedAt } of exchanges)
        if (status !== undefined) this.#heardMs = Math.max(this.#heardMs, Date.parse(startedAt));
  }

  /** Were we online at or after a moment? `except`: who failed, and is no witness. */
  async isUp(sinceMs: number, except: Host): Promise<boolean> {
    const { clock } = this.#tools;
    // What was heard in the future was heard by a clock that has been set back since.
    if (this.#heardMs > clock.now()) this.#heardMs = Number.NEGATIVE_INFINITY;
    if (this.#heardMs >= sinceMs) return true;
    if (clock.elapsed() - this.#downAt < downMs) return false;
    this.#looking ??= this.#look(except).finally(() => {
      this.#looking = undefined;
    });
    return (await this.#looking) || this.#heardMs >= sinceMs;
  }

  async #look(except: Host): Promise<boolean> {
    const { clock } = this.#tools;
    const beganMs = clock.now();
    const looks = await Promise.all(this.#witnesses(except).map((control) => this.#lookAt(control)));
    const silent = looks.filter((look) => look === 'silent').length;
    const answered = looks.filter((look) => look === 'answered').length;
    const isUp = silent <= answered;
    if (isUp && answered > 0) this.#heardMs = Math.max(this.#heardMs, beganMs);
    if (!isUp) this.#downAt = clock.elapsed();
    return isUp;
  }

  /** Others at every look, so that no control is asked each time; it goes on where the last look ended. */
  #witnesses(except: Host): readonly Control[] {
    const { controls, controlOf } = this.#tools;
    const hosts = controls();
    const able: Control[] = [];
    for (let left = hosts.length; left > 0 && able.length < atOnce; left -= 1) {
      const host = hosts[this.#next % hosts.length];
      this.#next += 1;
      const control = host === undefined || host === except ? undefined : controlOf(host);
      if (control?.answered === true) able.push(control);
    }
    return able;
  }

  async #lookAt(control: Control): Promise<Look> {
    const { net, stop } = this.#tools;
    return look(net, control, stop);
  }
}

/** One handshake, no request. Whoever fails at TLS itself has answered; one whose turn did not come, behind a slow request of ours, was not asked. */
export async function look(
  net: Net,
  { host, consent }: Pick<Control, 'host' | 'consent'>,
  stop: AbortSignal,
): Promise<Look> {
  const late = new AbortController();
  const endWith = (code: FailureCode) => setTimeout(() => late.abort(new ProbeFailure(code)), lookMs);
  let timer = endWith('overrun');
  const begins = () => {
    clearTimeout(timer);
    timer = endWith('connect-timeout');
  };
  const session = net.open({ host, consent, signal: AbortSignal.any([late.signal, stop]) });
  try {
    const seen = await settle(session.handshake(host, begins));
    if (seen.ok) return 'answered';
    const { stage } = failureCodes[seen.failure.code];
    if (stage === 'tls' && seen.failure.code !== 'tls-timeout') return 'answered';
    return stage === 'policy' ? 'unknown' : 'silent';
  } finally {
    clearTimeout(timer);
    await session.close();
  }
}
