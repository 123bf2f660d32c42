import type { AskedRules } from '../analyzer/alerts/look.ts';
import { silencedBy } from '../analyzer/alerts/maintenance.ts';
import { noticeOf } from '../analyzer/alerts/notice.ts';
import { ownRules, type RuleWords } from '../analyzer/alerts/own-rules.ts';
import type { SignalSource } from '../analyzer/alerts/source.ts';
import { type Step, step } from '../analyzer/alerts/step.ts';
import { alertsToTell } from '../analyzer/alerts/told.ts';
import type { AsTable } from '../analyzer/incidents/as-table.ts';
import { grouped } from '../analyzer/incidents/group.ts';
import type { Alert, Notifier } from '../model/alert.ts';
import { instant } from '../model/clock.ts';
import type { Signal } from '../model/signal.ts';
import { rules } from '../rules/index.ts';
import { censusNow } from './alerting/census.ts';
import type { AlertingGround } from './alerting/ground.ts';
import { heard } from './alerting/hearing.ts';
import { type AlertRecord, restoredRecord } from './alerting/record.ts';
import { strangers } from './alerting/strangers.ts';
import { tellingOf } from './alerting/telling.ts';
import { unheardEnds } from './alerting/unheard.ts';
import { Interrupted } from './interrupt.ts';

/** What makes alerts of what was judged. */
export interface Alerting {
  /**
   * One pass: signals, alerts, incidents, memory, receivers. What fails is logged, and the next pass makes up for it.
   * `judgedUntil`: the analyzer's watermark. Whether all of it went well, so that a heartbeat may beat.
   * @throws {Interrupted} when told to stop before all was heard; then nothing was made of it, as if the end had come before the pass.
   */
  pass(judgedUntil: string): Promise<boolean>;
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

/** Alerting over a store; it reads what is remembered with its first pass. */
export function prepareAlerting(foundation: AlertingGround, parts: AlertingParts): Alerting {
  const { store, clock, log } = foundation;
  warnOfStrangers(foundation, parts);
  const tellings = parts.notifiers.map((notifier) => tellingOf(notifier, log));
  const silentSince = new Map<SignalSource, number>();
  const unheard = unheardEnds(foundation, parts.notifiers);
  let record: AlertRecord | undefined;
  // Alerts are grouped when a new one fires, and once after a start: nobody knows whether the last pass before it came to that.
  let owed = true;
  const once = async (judgedUntil: string): Promise<boolean> => {
    record ??= await restoredRecord(store);
    const nowMs = clock.now();
    const hearing = { nowMs, judgedUntil, silentSince };
    const { signals, asked, whole } = await heard(foundation, parts.sources, hearing);
    const made = stepOf(foundation, record, { signals, nowMs, asked });
    const { changes, forgotten } = made;
    owed ||= changes.some(({ to, alert }) => to === 'firing' && alert.labels['server'] !== undefined);
    const census = owed ? await censusNow(foundation, parts.asTable) : undefined;
    owed &&= census === undefined;
    const { followed, incidents } = grouped(made.followed, { open: record.incidents, census, nowMs });
    const at = instant(nowMs);
    try {
      await record.keep({ at, followed, changes, forgotten, incidents });
    } finally {
      const alerts = alertsToTell(record.followed, nowMs);
      const ends = await unheard.among(alerts);
      const notices = noticesOf(foundation, record, { parts, alerts: [...alerts, ...ends] });
      for (const telling of tellings) telling.tell(notices);
    }
    return whole;
  };
  return {
    pass: (judgedUntil) =>
      once(judgedUntil).catch((error: unknown) => {
        if (error instanceof Interrupted) throw error;
        log.error('a pass over the alerts failed', { error });
        return false;
      }),
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

interface Standing {
  readonly parts: AlertingParts;
  readonly alerts: readonly Alert[];
}

function noticesOf({ configuration }: AlertingGround, record: AlertRecord, { parts, alerts }: Standing) {
  const { origin, vantage } = configuration.monitor;
  const words = new Map<string, RuleWords>(rules.map((rule) => [rule.id, rule]));
  for (const [rule, own] of parts.words ?? []) words.set(rule, own);
  const incidents = new Map(record.incidents.map((incident) => [incident.id, incident]));
  const context = { origin, vantage, rules: words, incidents };
  return alerts.map((alert) => noticeOf(alert, context));
}
