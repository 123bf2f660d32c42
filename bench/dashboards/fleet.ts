import { step } from '../../analyzer/alerts/step.ts';
import { licenceRuleIds } from '../../analyzer/licence/deciding-rule.ts';
import { instant } from '../../model/clock.ts';
import type { Store } from '../../store/store.ts';
import { aSignal } from '../../test/analyzer/alerts/timeline.ts';
import { hostNamed } from '../../test/visiting.ts';
import type { Ground } from '../analyze/ground.ts';
import type { Crowd } from './history.ts';

/** Rules that are remembered of each server, four of them about licences. */
const rulesEach = 60;
/** Findings of one rule at one server: the newest and three that it replaced. */
const changesEach = 4;

/** Enrols everyone, and writes what is known of them besides observations: findings, block lists and their readings, alerts. `toMs`: the present. */
export async function keepFleet({ engine, store }: Ground, crowd: Crowd, toMs: number): Promise<void> {
  await enrol(store, 'h', crowd.hosted);
  await enrol(store, 'p', crowd.peers);
  const at = `fromUnixTimestamp64Milli(${toMs}, 'UTC')`;
  for (const sql of [findings(crowd, at), policies(crowd, at), readings(crowd, at), changes(crowd, at)])
    await engine.command(`${sql} SETTINGS max_execution_time = 0, max_block_size = 8192`);
  await recordAlerts(store, crowd, toMs);
}

async function enrol(store: Store, kind: 'h' | 'p', count: number): Promise<void> {
  const watchedSince = new Date(0).toISOString();
  const some = Array.from({ length: count }, (_, number) => ({
    host: hostNamed(`${kind}${number}.example`),
    ...(kind === 'h'
      ? { role: 'hosted' as const, customer: `Customer ${number}` }
      : { role: 'peer' as const }),
    expect: {},
    watchedSince,
  }));
  await store.enrol(some);
}

/** Servers by number, hosted ones first, and their names. */
const everyone = ({ hosted, peers }: Crowd, each: number) =>
  `(SELECT intDiv(number, ${each}) AS s, number % ${each} AS n, if(s < ${hosted}, concat('h', toString(s)), concat('p', toString(s - ${hosted}))) AS name
    FROM numbers(${(hosted + peers) * each}))`;

/** Three of a hundred failed, half as many cannot tell. Each rule changed its answer three times, the last time a day or more ago. */
function findings(crowd: Crowd, at: string): string {
  return `INSERT INTO findings (server, rule, observed_at, rule_version, audience, outcome, severity, because, evidence, since, labels)
    SELECT concat(name, '.example'), if(rule < 4, ['${licenceRuleIds.join("', '")}'][rule + 1], concat('actor.rule-', toString(rule))),
      ${at} - toIntervalHour(24 + change * 200 + s % 24) AS observed, 1, if(rule < 4, 'legal', 'sre'),
      multiIf(chance < 30, 'failed', chance < 45, 'cannot-tell', 'passed'), 'error', if(chance < 45, 'as generated: the answer has no Vary header', ''),
      [concat(name, '.example/actor/', toString(change))], observed, ''
    FROM (SELECT s, name, intDiv(n, ${changesEach}) AS rule, n % ${changesEach} AS change, cityHash64(s, n) % 1000 AS chance FROM ${everyone(crowd, rulesEach * changesEach)})`;
}

/** Every third peer publishes a list of forty names; one list of fifty has one of ours on it. */
const entries = 40;
const listed = (
  crowd: Crowd,
) => `(SELECT intDiv(number, ${entries}) * 3 AS peer, number % ${entries} AS entry,
    if(entry = 0 AND peer % 50 = 0, concat('h', toString(peer % ${crowd.hosted}), '.example'), concat('n', toString((entry * 37 + peer * 101) % 40009), '.spam.net')) AS name
    FROM numbers(${Math.floor(crowd.peers / 3) * entries}))`;

function policies(crowd: Crowd, at: string): string {
  return `INSERT INTO policies (observer, source, origin, partial, subject, subject_kind, mask, level, native, reason, obfuscated, covers, first_seen, last_seen, ended_at, revision)
    SELECT concat('p', toString(peer), '.example'), 'api', 'mastodon', false, name, 'host', '', if(entry % 4 = 1, 'limit', 'reject'), 'suspend',
      if(entry % 3 = 0, 'as generated', ''), false, 'subdomains', ${at} - toIntervalDay(entry + 1), NULL, NULL, 1 FROM ${listed(crowd)}`;
}

function changes(crowd: Crowd, at: string): string {
  return `INSERT INTO policy_changes (observer, source, origin, changed_at, kind, subject, subject_kind, mask, level_before, level_after, native_before, native_after, reason, covers, previous_at)
    SELECT concat('p', toString(peer), '.example'), 'api', 'mastodon', ${at} - toIntervalHour((entry + peer) % 96), 'added', name, 'host', '', '', 'reject', '', 'suspend', '', 'subdomains',
      ${at} - toIntervalHour(100) FROM ${listed(crowd)}`;
}

/** One reading a day of every peer, for a hundred days: a third published, a third hidden, a third not supported. */
function readings(crowd: Crowd, at: string): string {
  return `INSERT INTO policy_readings (observer, source, origin, read_at, state, mode, entries, refused, truncated, covers, digest, revision)
    SELECT concat('p', toString(intDiv(number, 100)), '.example'), 'api', 'mastodon', ${at} - toIntervalDay(number % 100), ['published', 'hidden', 'not-supported'][intDiv(number, 100) % 3 + 1],
      'open', ${entries}, '{}', false, 'subdomains', '', 1000 - number % 100 FROM numbers(${crowd.peers * 100})`;
}

/** One alert of ten hosted servers, an hour old. */
async function recordAlerts(store: Store, { hosted }: Crowd, toMs: number): Promise<void> {
  const nowMs = toMs - 3_600_000;
  const signals = Array.from({ length: Math.ceil(hosted / 10) }, (_, number) =>
    aSignal({
      labels: { server: `h${number}.example` },
      observedAt: instant(nowMs),
      alerting: { forMs: 0, keepFiringForMs: 0, limit: hosted },
    }),
  );
  const made = step([], signals, { nowMs, asked: new Map([['actor.vary', undefined]]) });
  const at = instant(nowMs);
  const members = made.followed.map(({ alert }) => alert.id);
  const cause = { kind: 'rule', value: 'actor.vary' } as const;
  const incidents = [{ id: 'as generated', cause, startedAt: at, joinedAt: at, members }];
  await store.recordAlertPass({ pass: 1, at, ...made, incidents });
}
