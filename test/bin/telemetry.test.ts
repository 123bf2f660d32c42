import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { stringify } from 'yaml';
import { candidateRefusals } from '../../crawler/candidates/refusal.ts';
import { probes, visitProbes } from '../../crawler/probes/index.ts';
import { failureCodes } from '../../model/failure.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { furnished } from '../store/furnished.ts';
import { emptyFolder, fediscope } from './command.ts';
import { fediscopeHere, startHere } from './in-process.ts';

let fediverse: Fediverse;

beforeAll(async () => {
  const seed = {
    host: 'seed.fedi.test',
    software: 'mastodon',
    role: 'peer',
    knows: ['found.fedi.test', '10.0.0.1'],
  } as const;
  fediverse = await startFediverse({ only: ['no-vary.fedi.test'], extra: [seed] });
});

afterAll(() => fediverse.close());

/** A folder with a configuration that watches a peer that names others, and one where nothing listens. */
async function setUp(change: Record<string, unknown> = {}): Promise<string> {
  const folder = emptyFolder();
  await furnished(join(folder, 'data'));
  const configuration = {
    monitor: { origin: fediverse.monitorOrigin, contact: 'ops@monitor.fedi.test' },
    peers: { seeds: ['seed.fedi.test', 'no-vary.fedi.test'], discover: true },
    crawler: { budgets: { peer: { requestsPerSecond: 50 } } },
    web: { listen: '127.0.0.1:0' },
    lab: {
      connectTo: Object.fromEntries(fediverse.connectTo),
      trustedCa: fediverse.caFile,
      allowAddresses: ['127.0.0.0/8'],
      resolver: fediverse.resolver,
    },
    ...change,
  };
  writeFileSync(join(folder, 'fediscope.yaml'), stringify(configuration));
  return folder;
}

interface Running {
  readonly url: string;
  metrics(headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

/** `serve` has the pages of `up`, and does nothing else. */
async function running(command: 'up' | 'serve', change: Record<string, unknown> = {}): Promise<Running> {
  const monitor = startHere([command, '--config', join(await setUp(change), 'fediscope.yaml')]);
  const [url = ''] = /http:\S+/.exec(await monitor.said('http:')) ?? [];
  return {
    url,
    metrics: (headers = {}) => fetch(`${url}/metrics`, { headers }),
    stop: async () => {
      await monitor.stop();
    },
  };
}

/** Longer than a test may last. Who asks without a pause keeps the monitor from its visits. */
const patience = { timeout: 60_000, interval: 100 };

/** Asks until both servers were visited. */
function afterVisits(monitor: Running): Promise<string> {
  return vi.waitFor(async () => {
    const text = await (await monitor.metrics()).text();
    const visits = /fediscope_visit_duration_seconds_count\{[^}]*\} (\d+)/.exec(text)?.[1];
    expect(Number(visits)).toBeGreaterThanOrEqual(2);
    return text;
  }, patience);
}

describe('/metrics', () => {
  it('tells what the crawler does, with labels of closed sets only', async () => {
    const monitor = await running('up');

    const text = await afterVisits(monitor);
    const page = await (await fetch(monitor.url)).text();
    await monitor.stop();

    for (const line of [
      /^fediscope_requests_total\{consent="peer",answer="2xx"\} [1-9]/m,
      /^fediscope_response_bytes_total\{consent="peer"\} [1-9]/m,
      /^fediscope_observations_total\{probe="actor",outcome="ok"\} 2/m,
      /^fediscope_candidates_refused_total\{reason="ip-address"\} 1/m,
      /^fediscope_queue_lag_seconds_count\{consent="peer"\} 2/m,
      /^fediscope_servers 2/m,
      /^fediscope_candidates 1/m,
      /^fediscope_spool_segments \d/m,
      /^fediscope_spool_bytes \d/m,
      /^fediscope_schedule_behind_seconds \d/m,
      /^fediscope_visits_in_flight \d/m,
      /^fediscope_event_loop_delay_p99_seconds \d/m,
    ])
      expect(text).toMatch(line);
    const values = [...text.matchAll(/(?:probe|code|reason|answer|outcome|consent)="([^"]*)"/g)];
    const closed: readonly string[] = [
      ...probes.map(({ id }) => id),
      ...Object.keys(failureCodes),
      ...Object.keys(candidateRefusals),
      ...['1xx', '2xx', '3xx', '4xx', '5xx', 'none', 'ok', 'failed', 'disallowed', 'missed'],
      ...['hosted', 'unproven', 'peer'],
    ];
    expect(values.map(([, value]) => value).filter((value) => !closed.includes(value ?? ''))).toEqual([]);
    expect(text).not.toContain('fedi.test');
    expect(page).toContain('1 found names wait');
    expect(page).toContain('1 refused: it is an address, not a name');
  });

  it('tells which shared budgets keep servers waiting, and which leave them unasked', async () => {
    const budgets = { domain: { requestsPerSecond: 20 }, address: { requestsPerSecond: 0.01 } };
    const monitor = await running('up', {
      crawler: { budgets: { peer: { requestsPerSecond: 1 }, ...budgets } },
    });

    const text = await afterVisits(monitor);
    await monitor.stop();

    expect(text).toMatch(/^fediscope_starved_requests_total\{reason="address-budget"\} [1-9]/m);
    expect(text).toMatch(/^fediscope_budget_wait_seconds_count\{reason="domain-budget"\} [1-9]/m);
    expect(text).toMatch(/^fediscope_failures_total\{probe="[^"]+",code="address-budget"\} [1-9]/m);
  });

  it('asks who reads it like the pages do, unless the configuration opens it', async () => {
    const token = 'a-token-of-the-operator';
    vi.stubEnv('TOKEN', token);
    onTestFinished(() => void vi.unstubAllEnvs());
    const auth = { tokens: ['TOKEN'] };
    const guarded = await running('serve', { web: { listen: '127.0.0.1:0', auth } });
    const closed = await guarded.metrics();
    const known = await guarded.metrics({ authorization: `Bearer ${token}` });
    await guarded.stop();
    const open = await running('serve', {
      web: { listen: '127.0.0.1:0', auth: { ...auth, metrics: 'open' } },
    });
    const anyone = await open.metrics();
    const page = await fetch(open.url);
    await open.stop();

    expect([closed.status, known.status, anyone.status, page.status]).toEqual([401, 200, 200, 401]);
    expect(known.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('is not there when it is switched off', async () => {
    const monitor = await running('serve', { telemetry: { metrics: false } });

    const { status } = await monitor.metrics();
    await monitor.stop();

    expect(status).toBe(404);
  });
});

describe('OTLP', () => {
  it('gets a span of each visit and probe, and the metrics, before the end', async () => {
    const bodies = new Map<string, string>();
    const collector = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      bodies.set(request.url ?? '', (bodies.get(request.url ?? '') ?? '') + Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    collector.listen(0, '127.0.0.1');
    await once(collector, 'listening');
    const otlp = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;

    const { code, stderr } = await fediscope(['up', '--once'], {
      cwd: await setUp({ telemetry: { otlp } }),
    });
    collector.close();

    expect({ code, levels: stderr.match(/"level":"(?:warn|error)"/g) }).toEqual({ code: 0, levels: null });
    const spans = [...(bodies.get('/v1/traces') ?? '').matchAll(/"name":"(visit|probe)"/g)];
    const count = (name: string) => spans.filter(([, found]) => found === name).length;
    expect(count('visit')).toBe(2);
    const ofPeers = visitProbes.filter(({ consent }) => consent === undefined);
    expect(count('probe')).toBe(2 * ofPeers.length);
    expect(bodies.get('/v1/metrics')).toContain('fediscope_requests');
  });

  it('keeps nobody from ending when there is no collector', async () => {
    const folder = await setUp({ telemetry: { otlp: 'http://127.0.0.1:9' } });
    const { code } = await fediscopeHere(['up', '--once', '--config', join(folder, 'fediscope.yaml')]);

    expect(code).toBe(0);
  });
});

describe('telemetry that is off', () => {
  const script = (telemetry: object) => `
    import { createRequire } from 'node:module';
    import { openTelemetry } from './bin/telemetry/telemetry.ts';
    const order = { served: true, release: { version: '0' }, vantage: 'test' };
    const { close } = await openTelemetry({ ...order, settings: ${JSON.stringify(telemetry)} });
    const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('opentelemetry'));
    console.log(loaded.length, process.memoryUsage().rss);
    await close();`;
  const loaded = (telemetry: object): number => {
    const cwd = join(import.meta.dirname, '..', '..');
    const args = ['--input-type=module', '--eval', script(telemetry)];
    return Number.parseInt(spawnSync(process.execPath, args, { cwd, encoding: 'utf8' }).stdout, 10);
  };

  it('loads nothing of OpenTelemetry', () => {
    expect(loaded({ metrics: false })).toBe(0);
    expect(loaded({ metrics: true })).toBeGreaterThan(10);
  });
});
