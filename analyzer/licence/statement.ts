import type { Host } from '../../model/host.ts';
import type { LicenceVerdict } from '../../model/licence/licence-verdict.ts';
import { negativeVerdicts } from '../../rules/facts/licence/decision.ts';
import type { LicenceDossier } from './dossier.ts';

/**
 * Are our own servers in order? `in-order`: every one, as far as could be seen. `not-in-order`: something speaks against one.
 * `open`: of some not enough was seen.
 */
export type StatementState = 'in-order' | 'not-in-order' | 'open';

/** On how many days of a period the offers of a server were read. */
export interface LicenceCoverage {
  readonly server: Host;
  /** Days of the period, begun ones included. */
  readonly days: number;
  readonly daysRead: number;
}

/** What can be said of the servers of one customer at the end of a period. */
export interface LicenceStatement {
  readonly state: StatementState;
  /** Against whom something speaks, by host. */
  readonly attention: readonly Host[];
  /** Of whom not enough was seen, by host. */
  readonly open: readonly Host[];
  /** By host. */
  readonly coverage: readonly LicenceCoverage[];
}

const inOrder: ReadonlySet<LicenceVerdict> = new Set(['NOT_AGPL', 'UNMODIFIED_UPSTREAM', 'OFFER_MATCHES']);

/** The statement on some servers. No server, or none that was read, is not in order but open. */
export function statementOf(
  dossiers: readonly LicenceDossier[],
  coverage: readonly LicenceCoverage[],
): LicenceStatement {
  const attention = dossiers
    .filter(({ verdict }) => negativeVerdicts.has(verdict))
    .map(({ server }) => server);
  const unread = new Set(coverage.filter(({ daysRead }) => daysRead === 0).map(({ server }) => server));
  const open = dossiers
    .filter(
      ({ server, verdict }) =>
        !negativeVerdicts.has(verdict) && (!inOrder.has(verdict) || unread.has(server)),
    )
    .map(({ server }) => server);
  const isClear = attention.length === 0 && open.length === 0 && dossiers.length > 0;
  const state = isClear ? 'in-order' : attention.length > 0 ? 'not-in-order' : 'open';
  return { state, attention, open, coverage };
}
