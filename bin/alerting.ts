import { aliveSignal } from '../analyzer/alerts/alive.ts';
import type { AskedRules } from '../analyzer/alerts/look.ts';
import { silencedBy } from '../analyzer/alerts/maintenance.ts';
import { noticeOf } from '../analyzer/alerts/notice.ts';
import { ownRules, type RuleWords } from '../analyzer/alerts/own-rules.ts';
import type { Asking, SignalSource } from '../analyzer/alerts/source.ts';
import { type Step, step } from '../analyzer/alerts/step.ts';
import { alertsToTell } from '../analyzer/alerts/told.ts';
import type { AsTable } from '../analyzer/incidents/as-table.ts';
import { type Census, censusOf, censusProbes } from '../analyzer/incidents/attributes.ts';
import { grouped } from '../analyzer/incidents/group.ts';
import type { Notifier } from '../model/alert.ts';
import { aliveRule } from '../model/alive.ts';
import { instant } from '../model/clock.ts';
import type { Signal } from '../model/signal.ts';
import { rules } from '../rules/index.ts';
import { type AlertRecord, restoredRecord } from './alerting/record.ts';
import { strangers } from './alerting/strangers.ts';
import { tellingOf } from './alerting/telling.ts';
import type { Foundation } from './foundation.ts';

/** What makes alerts of what was judged. */
export interface Alerting {
  /**
   * One pass: signals, alerts, incidents, memory, receivers. Never rejects: what fails is logged, and the next pass makes up for it.
   * `judgedUntil`: the analyzer's watermark.
   */
  pass(judgedUntil: string): Promise<void>;
  /** Waits for what is on its way to receivers. Alerts stay as they are: no end of ours resolves anything. */
  close(): Promise<void>;
}

/** What alerts are made from, and who is told. `words`: of rules that `sources` speak for beside the server rules. */
export interface AlertingParts {
  readonly sources: readonly SignalSource[];
  readonly notifiers: readonly Notifier[];
  readonly words?: ReadonlyMap<string, RuleWords>;
  readonly asTable?: AsTable;
}

/** What alerting stands on. */
export type AlertingGround = Pick<Foundation, 'configuration' | 'store' | 'clock' | 'log'>;

/** Alerting over a store; it reads what is remembered with its first pass. */
export function prepareAlerting(foundation: AlertingGround, parts: AlertingParts): Alerting {
  const { store, clock, log } = foundation;
  warnOfStrangers(foundation, parts);
  const tellings = parts.notifiers.map((notifier) => tellingOf(notifier, log));
  const askedAt = new Map<string, string | undefined>();
  let record: AlertRecord | undefined;
  // Alerts are grouped when a new one fires, and once after a start: nobody knows whether the last pass before it came to that.
  let owed = true;
  const once = async (judgedUntil: string): Promise<void> => {
    record ??= await restoredRecord(store);
    const nowMs = clock.now();
    const signals = await heard(foundation, parts.sources, { nowMs, judgedUntil, askedAt });
    const made = stepOf(foundation, record, { signals, nowMs, asked: askedAt });
    const { changes, forgotten } = made;
    owed ||= changes.some(({ to, alert }) => to === 'firing' && alert.labels['server'] !== undefined);
    const census = owed ? await censusNow(foundation, parts.asTable) : undefined;
    owed &&= census === undefined;
    const { followed, incidents } = grouped(made.followed, { open: record.incidents, census, nowMs });
    const at = instant(nowMs);
    try {
      await record.keep({ at, followed, changes, forgotten, incidents });
    } finally {
      const notices = noticesOf(foundation, record, { parts, nowMs });
      for (const telling of tellings) telling.tell(notices);
    }
  };
  return {
    pass: (judgedUntil) =>
      once(judgedUntil).catch((error: unknown) => log.error('a pass over the alerts failed', { error })),
    close: async () => {
      await Promise.all(tellings.map((telling) => telling.close()));
    },
  };
}

function warnOfStrangers({ configuration, log }: AlertingGround, { sources, words }: AlertingParts): void {
  const named = [...rules.map(({ id }) => id), ...Object.keys(ownRules), ...(words?.keys() ?? [])];
  const settings = strangers(configuration, new Set([...named, ...sources.flatMap((one) => one.rules)]));
  if (settings.length > 0) log.warn('set for rules that do not exist', { settings });
}

interface Hearing extends Asking {
  /** Filled in here. */
  readonly askedAt: Map<string, string | undefined>;
}

/** What all sources say. The dead-man's switch is set by the first of them that could be asked: none could, and it falls silent. */
async function heard(
  { configuration, log }: AlertingGround,
  sources: readonly SignalSource[],
  { nowMs, judgedUntil, askedAt }: Hearing,
): Promise<readonly Signal[]> {
  const signals: Signal[] = [];
  if (!askedAt.has(aliveRule)) askedAt.set(aliveRule, undefined);
  for (const source of sources) {
    for (const rule of source.rules) if (!askedAt.has(rule)) askedAt.set(rule, undefined);
    try {
      signals.push(...(await source.signals({ nowMs, judgedUntil })));
      for (const rule of source.rules) askedAt.set(rule, instant(nowMs));
    } catch (error) {
      log.error('rules could not be asked for alerts', { error, rules: source.rules.length });
      continue;
    }
    askedAt.set(aliveRule, instant(nowMs));
  }
  const isAlive = askedAt.get(aliveRule) === instant(nowMs);
  return isAlive ? [...signals, aliveSignal(configuration.monitor.vantage, nowMs)] : signals;
}

interface Moment {
  readonly signals: readonly Signal[];
  readonly nowMs: number;
  readonly asked: AskedRules;
}

function stepOf({ configuration }: AlertingGround, { followed }: AlertRecord, moment: Moment): Step {
  const { maintenance, hosted } = configuration;
  const customers = new Map<string, string | undefined>(
    hosted.map(({ domain, customer }) => [domain, customer]),
  );
  const { nowMs, asked, signals } = moment;
  const customerOf = (server: string) => customers.get(server);
  const silence = (alert: Parameters<typeof silencedBy>[1]) =>
    silencedBy(maintenance, alert, { nowMs, customerOf });
  return step(followed, signals, { nowMs, asked, silence });
}

/** What hosted servers share. Undefined: it could not be read. */
async function censusNow(
  { store, log }: AlertingGround,
  table: AsTable | undefined,
): Promise<Census | undefined> {
  try {
    const servers = (await store.servers()).filter(({ role }) => role === 'hosted');
    const hosts = servers.map(({ host }) => host);
    const seen = await Promise.all(censusProbes.map((probe) => store.newestWithData(probe, hosts)));
    return censusOf(hosts, seen.flat(), table);
  } catch (error) {
    log.error('what servers share could not be read', { error });
    return undefined;
  }
}

interface Standing {
  readonly parts: AlertingParts;
  readonly nowMs: number;
}

function noticesOf({ configuration }: AlertingGround, record: AlertRecord, { parts, nowMs }: Standing) {
  const { origin, vantage } = configuration.monitor;
  const words = new Map<string, RuleWords>(rules.map((rule) => [rule.id, rule]));
  for (const [rule, own] of parts.words ?? []) words.set(rule, own);
  const incidents = new Map(record.incidents.map((incident) => [incident.id, incident]));
  const context = { origin, vantage, rules: words, incidents };
  return alertsToTell(record.followed, nowMs).map((alert) => noticeOf(alert, context));
}
