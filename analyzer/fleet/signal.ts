import { z } from 'zod';
import type { Outcome } from '../../model/finding.ts';
import type { Labels, Signal } from '../../model/signal.ts';
import type { Window } from '../../store/sql/sandbox.ts';
import { severityOf } from '../severity.ts';
import type { FleetRule } from './rule.ts';

const Row = z.object({
  outcome: z.enum(['passed', 'failed', 'inapplicable', 'cannot-tell']),
  samples: z.number(),
  vantages: z.number(),
  evidence: z.array(z.string()),
  observed_at: z.string().nullable(),
  because: z.string().optional(),
  value: z.number().nullish(),
  impact: z.enum(['destructive', 'breaks', 'degrades', 'cosmetic', '']).optional(),
});
type Row = z.output<typeof Row>;
type RawRow = Readonly<Record<string, unknown>>;

/** Observations that one signal names at most, the first of the row. */
const maxEvidence = 20;

/** What one row says. @throws {Error} for a row that is none: a bug of the rule. */
export function signalOf(rule: FleetRule, raw: RawRow, window: Window): Signal {
  const parsed = Row.safeParse(raw);
  if (!parsed.success)
    throw new Error(`${rule.id}: a row of the query is no signal: ${z.prettifyError(parsed.error)}`);
  const row = parsed.data;
  const verdict = weighed(rule, row) ?? { outcome: row.outcome, because: reasonOf(rule, row, raw) };
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    labels: labelsOf(rule, raw),
    audience: rule.audience,
    severity: severityOf({ requirement: rule.requirement, impact: row.impact || rule.impact }),
    ...verdict,
    evidence: row.evidence.slice(0, maxEvidence),
    observedAt: observedAtOf(row, window),
    ...(typeof row.value === 'number' && { value: row.value }),
    alerting: rule.alerting,
    everyMs: rule.everyMs,
  };
}

/** Does an answer lack rows? A query that ends with a LIMIT says in each row how many there were before it. */
export function lacksRows(rows: readonly RawRow[]): boolean {
  return Number(rows[0]?.['rows_in_all'] ?? 0) > rows.length;
}

/** A verdict on too little is none. */
function weighed({ floor }: FleetRule, row: Row): { outcome: Outcome; because: string } | undefined {
  if (row.outcome !== 'passed' && row.outcome !== 'failed') return undefined;
  if (row.samples < floor.samples)
    return {
      outcome: 'cannot-tell',
      because: `Only ${row.samples} of the ${floor.samples} observations that it takes`,
    };
  if (row.vantages < floor.vantages)
    return {
      outcome: 'cannot-tell',
      because: `Only ${row.vantages} of the ${floor.vantages} vantages that it takes`,
    };
  return undefined;
}

function reasonOf({ reasons, id }: FleetRule, { outcome, because }: Row, raw: RawRow): string {
  const reason =
    reasons[outcome]?.replace(/\{(\w+)\}/g, (_, name: string) => plain(raw[name])) ?? because ?? '';
  if (reason === '' && (outcome === 'failed' || outcome === 'cannot-tell'))
    throw new Error(`${id}: a row is ${outcome} without a reason`);
  return plain(reason, 500);
}

/** Text that may come from afar, on one line and short. */
function plain(value: unknown, length = 120): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').toWellFormed();
  return line.length > length ? `${line.slice(0, length)}...` : line;
}

/** An empty label is none: it says that the row has no such thing. */
function labelsOf({ labels }: FleetRule, raw: RawRow): Labels {
  const entries = labels.map((name) => [name, String(raw[name] ?? '')] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** A subject without any observation is dated by the question. */
function observedAtOf({ observed_at: at }: Row, { to }: Window): string {
  const milliseconds = Date.parse(at ?? '');
  return Number.isNaN(milliseconds) || milliseconds <= 0 ? to : new Date(milliseconds).toISOString();
}
