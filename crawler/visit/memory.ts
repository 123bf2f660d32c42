import { outcomeOf } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import type { Settled } from '../net/probe-failure.ts';
import { visitProbes } from '../probes/index.ts';
import { Packing } from './packing.ts';

/** What earlier visits ended in, by probe. */
export type Known = ReadonlyMap<string, Settled<unknown>>;

/** Servers that are remembered; the longest unvisited are forgotten first, and are asked again. */
const maxServers = 50_000;

/** What others build on after a result: the newest, or the older data of a probe that says these last. */
export function builtOn(
  { lasting }: { readonly lasting?: true },
  older: Settled<unknown> | undefined,
  newest: Settled<unknown>,
): Settled<unknown> {
  return lasting === true && !newest.ok && older?.ok === true ? older : newest;
}

/** Probes that others build on. */
const foundations: ReadonlySet<string> = new Set(
  visitProbes.flatMap((probe) => ('after' in probe ? Object.values(probe.after) : [])).map(({ id }) => id),
);

/**
 * The last results that later visits build on, packed: forty thousand servers have to fit. They are not scrubbed of people, so
 * they never leave this process.
 */
export class Memory {
  readonly #byHost = new Map<Host, string>();
  readonly #packing = new Packing();

  of(host: Host): Known {
    const kept = this.#byHost.get(host);
    return kept === undefined ? new Map() : known(this.#packing.unpack(kept));
  }

  /** Adds what a visit ended in to what is known; the newer result wins, also over an older answer when none came, unless that is a lasting one. */
  keep(host: Host, settled: Known): void {
    const all = new Map(this.of(host));
    for (const probe of visitProbes) {
      const result = settled.get(probe.id);
      if (result !== undefined) all.set(probe.id, builtOn(probe, all.get(probe.id), result));
    }
    const kept = [...all].filter(([id, result]) => foundations.has(id) && isAnswer(result));
    this.#byHost.delete(host);
    this.#byHost.set(host, this.#packing.pack(JSON.stringify(kept)));
    if (this.#byHost.size <= maxServers) return;
    for (const oldest of this.#byHost.keys()) {
      this.#byHost.delete(oldest);
      return;
    }
  }
}

/** What was written above, read back. */
function known(text: string): Known {
  return new Map(JSON.parse(text) as [string, Settled<unknown>][]);
}

/** Without an answer there is nothing to build on: the question is asked again at the next visit. */
function isAnswer(result: Settled<unknown>): boolean {
  if (result.ok) return true;
  const { code, stage } = result.failure;
  return stage === 'http' || stage === 'body' || outcomeOf(code) === 'disallowed';
}
