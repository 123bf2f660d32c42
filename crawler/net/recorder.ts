import { instant } from '../../model/clock.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Evidence } from '../../model/observation.ts';
import { keepEvidence, readEvidence } from './evidence.ts';
import type { Exchanged } from './exchange.ts';
import type { Recording } from './net.ts';
import type { Shield } from './shield.ts';

/** Exchanges as they came, until they are taken, scrubbed. Raw bytes never leave this. */
export class Recorder {
  #pending: Exchanged[] = [];

  add(exchanged: Exchanged): void {
    this.#pending.push(exchanged);
  }

  /** What was recorded since the last call. `now`: epoch milliseconds. */
  take(shield: Shield, now: number): Recording {
    const pending = this.#pending;
    this.#pending = [];
    const read = pending.map((exchanged) => ({ exchanged, body: readEvidence(exchanged) }));
    // All names first: a name that the last body tells may stand in the first URL.
    for (const { body } of read) if (body.kind === 'json') shield.learn(body.value);
    const evidence = new Map<string, Evidence>();
    const exchanges = read.map(({ exchanged, body }) => {
      const kept = keepEvidence(exchanged, body, { shield, at: instant(now) });
      if (kept !== undefined && !evidence.has(kept.keptSha256)) evidence.set(kept.keptSha256, kept);
      return described(exchanged.exchange, kept, shield);
    });
    return { exchanges, evidence: [...evidence.values()] };
  }
}

function described(exchange: Exchange, kept: Evidence | undefined, shield: Shield): Exchange {
  const { body, ...rest } = exchange;
  const scrubbed = shield.scrub(rest);
  if (body === undefined) return scrubbed;
  return { ...scrubbed, body: { ...body, ...(kept !== undefined && { keptSha256: kept.keptSha256 }) } };
}
