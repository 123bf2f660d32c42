import { afterAll, beforeAll, expect, it } from 'vitest';
import { failure } from '../../../model/failure.ts';
import type { Finding } from '../../../model/finding.ts';
import { aFinding, anObservation, aServer, host } from '../../store/examples.ts';
import { ago, seen } from './fleet.ts';
import { depsOf, type Site, siteOf, still, storeWith } from './site.ts';

const hour = 3_600;
const names = ['told.example', 'older.example', 'well.example'];
let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const textOf = async (path: string) => plain((await site.ask(path)).text);

function failing(server: string, rule: string, seconds: number): Finding {
  const at = { observedAt: ago(seconds), since: ago(seconds) };
  return aFinding({ server: host(server), rule, outcome: 'failed', because: `${rule} fails`, ...at });
}

/** A visit of an hour ago that got no answer. */
function silent(server: string) {
  const at = { scheduledAt: ago(hour), startedAt: ago(hour) };
  const { data: _, ...down } = anObservation({
    server: host(server),
    probe: 'tls',
    consent: 'hosted',
    ...at,
  });
  return { ...down, outcome: 'failed', failure: failure('connect-timeout') } as const;
}

beforeAll(async () => {
  const observations = names.flatMap((name) => {
    const how = name === 'well.example' ? {} : ({ failed: 'connect-timeout' } as const);
    return seen({ name, consent: 'hosted', ...how }).observations;
  });
  const down = names.slice(0, 2);
  stored = await storeWith({
    servers: names.map((name) => aServer(name, { role: 'hosted' })),
    observations: [...observations, ...down.map(silent)],
    findings: [
      ...down.map((name) => failing(name, 'availability.confirmed', hour - 60)),
      failing('older.example', 'actor.vary', 30 * hour),
    ],
  });
  site = still(await siteOf(depsOf(stored.store)));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

it('began with the first visit without an answer, also where a rule says so since, and an older failure is told beside it', async () => {
  const { hosted } = JSON.parse((await site.ask('/?format=json')).text);
  const times = hosted.map(({ server, since, downSince }: Record<string, { host: string }>) => [
    ...[server?.host, since, downSince],
  ]);

  expect(times).toContainEqual(['told.example', ago(hour), ago(hour)]);
  expect(times).toContainEqual(['older.example', ago(30 * hour), ago(hour)]);
  expect(await textOf('/servers/older.example')).toContain('no answer for 1 h since 2026-11-21 22:00:00 UTC');
  expect(await textOf('/servers/told.example')).not.toContain('no answer for');
});

it('has on the page of the server until when peers keep what is for it', async () => {
  expect(await textOf('/servers/told.example')).toMatch(
    /They stop delivering: \d+ h left at the earliest at 2026-11-27 00:00:00 UTC/,
  );
  expect(await textOf('/servers/well.example')).not.toContain('stop delivering');
});
