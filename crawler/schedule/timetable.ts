import type { Host } from '../../model/host.ts';
import type { Consent } from '../../model/observation.ts';
import { type CadenceClass, type CadenceTable, stockCadence } from './cadence.ts';

/** What a configuration changes for one server, in milliseconds. What is absent stays as its consent has it. */
export interface OwnPace {
  readonly intervalMs?: number;
  readonly cadence?: { readonly [K in CadenceClass]?: number | undefined };
}

/** What a timetable is made of, in milliseconds. */
export interface TimetableOptions {
  /** Time between two visits, by consent. */
  readonly intervalMs: Readonly<Record<Consent, number>>;
  /** Least time between two askings of a class of question. Absent: the stock table. */
  readonly cadence?: CadenceTable;
  /** Servers with a pace of their own. Absent: none. */
  readonly paces?: ReadonlyMap<Host, OwnPace>;
}

/** Least time between two askings, by class of question. */
export type LeastMs = Readonly<Record<CadenceClass, number>>;

/** How often each server is visited and asked. A pace of its own holds with the server's consent; before that it can only make things slower. */
export class Timetable {
  readonly #options: TimetableOptions;

  constructor(options: TimetableOptions) {
    this.#options = options;
  }

  intervalMs(host: Host, consent: Consent): number {
    return owed(this.#options.intervalMs[consent], this.#paceOf(host).intervalMs, consent);
  }

  leastMs(host: Host, consent: Consent): LeastMs {
    const { A, B, C, D, E } = (this.#options.cadence ?? stockCadence)[consent];
    const { cadence: own } = this.#paceOf(host);
    if (own === undefined) return { A, B, C, D, E };
    const each = (usual: number, wished: number | undefined) => owed(usual, wished, consent);
    return { A: each(A, own.A), B: each(B, own.B), C: each(C, own.C), D: each(D, own.D), E: each(E, own.E) };
  }

  #paceOf(host: Host): OwnPace {
    return this.#options.paces?.get(host) ?? {};
  }
}

/** A server that is configured as ours and has not proven it is owed what any server without proof is. */
function owed(usual: number, wished: number | undefined, consent: Consent): number {
  if (wished === undefined) return usual;
  return consent === 'unproven' ? Math.max(usual, wished) : wished;
}
