import { afterAll, beforeAll, expect, test } from 'vitest';
import { judge } from '../../analyzer/judge.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import { visit } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { ServerStanding } from '../../model/server.ts';
import { rules } from '../../rules/index.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { realClock, visitTools, watched } from '../visiting.ts';
import { scenarios } from './index.ts';
import { type Drift, drifts } from './over-time.ts';

const hosts = [...new Set(drifts.map(({ host }) => host))];
const cast = scenarios.filter(({ host }) => hosts.includes(host));

let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: hosts });
});

afterAll(() => fediverse.close());

function serverOf({ host }: Drift): ServerStanding {
  const scenario = cast.find((one) => one.host === host);
  if (scenario === undefined) throw new Error(`${host} is no scenario`);
  return { ...watched(scenario, instant(Date.now())), consent: 'hosted' };
}

async function look(server: ServerStanding, daysAgo: number): Promise<readonly Observation[]> {
  const tools = visitTools(fediverse, realClock(-24 * daysAgo));
  const scheduledAt = instant(tools.clock.now());
  const signal = new AbortController().signal;
  const { observations } = await visit({ server, consent: 'hosted', scheduledAt, signal }, tools);
  await tools.net.close();
  return observations;
}

/** Findings of today after visits two days ago, yesterday and today. */
async function threeVisits(drift: Drift, broken: boolean): Promise<readonly Finding[]> {
  const server = serverOf(drift);
  const first = await look(server, 2);
  if (broken) fediverse.break(drift.host, drift.between);
  const second = await look(server, 1);
  fediverse.heal(drift.host);
  const today = await look(server, 0);
  return judge(snapshotOf(server, today, [...first, ...second, ...today]), { rules }).findings;
}

const failedIn = (findings: readonly Finding[]) =>
  findings.filter(({ outcome }) => outcome === 'failed').map(({ rule }) => rule);

test.each(drifts)('$rule fails, and nothing else: $reason', async (drift) => {
  const findings = await threeVisits(drift, true);

  expect(failedIn(findings)).toEqual([drift.rule]);
  const { evidence = [] } = findings.find(({ rule }) => rule === drift.rule) ?? {};
  expect(evidence).toHaveLength(3);
});

test.each(drifts)('$rule passes where nothing changed', async (drift) => {
  const findings = await threeVisits(drift, false);

  expect(failedIn(findings)).toEqual([]);
  expect(findings.find(({ rule }) => rule === drift.rule)?.outcome).toBe('passed');
});
