import { execFileSync } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { program } from '../../bin/command-line.ts';
import { thisRelease } from '../../bin/release.ts';
import { processTerminal } from '../../bin/terminal.ts';
import { configurationSchema } from '../../model/configuration.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly build?: unknown;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
  readonly environment?: Readonly<Record<string, string>>;
}

let services: Readonly<Record<string, Service>>;

beforeAll(async () => {
  services = parse(await read('docker-compose.yml'), { merge: true }).services;
});

const own = () => Object.entries(services).filter(([, { build }]) => build !== undefined);

test('every file that is mounted is there', async () => {
  const mounted = Object.values(services).flatMap(({ volumes = [] }) =>
    volumes.map((volume) => volume.split(':')[0]!).filter((from) => from.startsWith('.')),
  );
  expect(mounted).toContain('./deploy/fediscope.yaml');
  for (const from of mounted) await expect(access(join(root, from)), from).resolves.toBeUndefined();
});

test('every command of ours is one, and takes the options it is given', async () => {
  const session = {
    terminal: processTerminal(),
    release: thisRelease(),
    rules: async () => [],
    stop: new AbortController().signal,
    end: () => {},
  };
  const { commands } = program(session);
  const refused = ([name, ...rest]: readonly string[]) =>
    commands.find((command) => command.name() === name)?.parseOptions([...rest]);
  const [, image = ''] = /^CMD (\[.+\])$/m.exec(await read('Dockerfile')) ?? [];
  const documented = (await read('docs/deploy.md')).matchAll(/node bin\/fediscope\.ts (.+)$/gm);
  const given = [
    ...own().map(([, { command = [] }]) => command),
    JSON.parse(image),
    ...[...documented].map(([, line = '']) => line.split(' ')),
  ];

  expect(own().map(([name]) => name)).toEqual(['crawl', 'analyze', 'serve']);
  expect(given).toHaveLength(5);
  for (const one of given) expect(refused(one), one.join(' ')).toEqual({ operands: [], unknown: [] });
  expect(refused(['serve', '--confg', 'x'])?.unknown).toContain('--confg');
});

test('the configuration is valid, and its addresses are those of the services', async () => {
  const configuration = configurationSchema.parse(parse(await read('deploy/fediscope.yaml')));
  const port = configuration.web.listen.split(':').at(-1);
  expect(services['serve']?.ports).toEqual([`127.0.0.1:${port}:${port}`]);
  const addresses = [
    configuration.store.url,
    ...configuration.alerts.alertmanager,
    configuration.telemetry.otlp,
  ];
  for (const address of addresses) expect(Object.keys(services)).toContain(new URL(String(address)).hostname);
});

/** At which ports the services listen: ours and the collector as they are configured, the others by default. Source: their documentation. */
async function listeningPorts(): Promise<Readonly<Record<string, readonly string[]>>> {
  const { web } = configurationSchema.parse(parse(await read('deploy/fediscope.yaml')));
  const { receivers, exporters } = parse(await read('deploy/otel-collector.yaml'));
  const ends = [receivers.otlp.protocols.http.endpoint, exporters.prometheus.endpoint, web.listen];
  const [otlp = '', metrics = '', pages = ''] = ends.map((end) => String(end.split(':').at(-1)));
  const others = { clickhouse: ['8123'], grafana: ['3000'], alertmanager: ['9093'] };
  return { ...others, 'otel-collector': [otlp, metrics], serve: [pages] };
}

test('every port is one that its service listens on', async () => {
  const { store, alerts, telemetry } = configurationSchema.parse(parse(await read('deploy/fediscope.yaml')));
  const { FEDISCOPE_CLICKHOUSE_HOST: name = '', FEDISCOPE_CLICKHOUSE_PORT: port = '' } =
    services['grafana']?.environment ?? {};
  const asked = [store.url, ...alerts.alertmanager, telemetry.otlp].map(
    (address) => new URL(String(address)),
  );
  const named = Object.entries(services).flatMap(([service, { ports = [], healthcheck = {} }]) => [
    ...ports.map((mapped) => [service, mapped.split(':').at(-1)]),
    ...[...JSON.stringify(healthcheck).matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, own]) => [service, own]),
  ]);
  const [, exposed] = /^EXPOSE (\d+)$/m.exec(await read('Dockerfile')) ?? [];
  const all = [...named, ...asked.map((url) => [url.hostname, url.port]), [name, port], ['serve', exposed]];
  const listening = await listeningPorts();

  expect(all).toHaveLength(4 + 4 + 3 + 2);
  for (const [service = '', used] of all) expect(listening[service], service).toContain(used);
});

test('our own services cannot write to their root and hold no rights, and every image has a version', async () => {
  expect(await read('Dockerfile')).toMatch(/^USER (?!root)\w+$/m);
  for (const [name, service] of own())
    expect({ name, ...service }).toMatchObject({ name, read_only: true, cap_drop: ['ALL'] });
  expect(await read('Dockerfile')).toMatch(/^FROM node:24\.\d+\.\d+-/m);
  for (const { image } of Object.values(services)) expect(image).toMatch(/:v?\d+\.\d+\.\d+/);
});

// GF_INSTALL_PLUGINS is deprecated since Grafana 12.1.0. Source: grafana/grafana, packaging/docker/run.sh and pkg/setting/setting_plugins.go.
test('Grafana gets the version of its plug-in that the boards are written for, in the way of its own version', async () => {
  const [, version] =
    /"pluginVersion": "([\d.]+)"/.exec(await read('dashboards/grafana/boards/now.json')) ?? [];
  const { image = '', environment = {} } = services['grafana'] ?? {};
  const [, major = '', minor = ''] = /:(\d+)\.(\d+)\.\d+$/.exec(image) ?? [];

  expect(Number(major) * 100 + Number(minor)).toBeGreaterThanOrEqual(1201);
  expect(environment['GF_PLUGINS_PREINSTALL_SYNC']).toBe(`grafana-clickhouse-datasource@${version}`);
  expect(Object.keys(environment)).not.toContain('GF_INSTALL_PLUGINS');
});

test('a service without a health check is one of which the documentation says why', async () => {
  const [, said = ''] = (await read('docs/deploy.md')).split('## Health checks');
  const unasked = Object.entries(services).filter(([, { healthcheck }]) => healthcheck === undefined);
  const named = [...said.matchAll(/^- (.+?)(?: listen| is an image)/gm)].flatMap(([line]) =>
    [...line.matchAll(/`([\w-]+)`/g)].map(([, name]) => name),
  );

  expect(named.toSorted()).toEqual(unasked.map(([name]) => name).toSorted());
});

test('Docker Compose understands it, and refuses to start without passwords', async (context) => {
  const compose = (env: Readonly<Record<string, string>>) =>
    execFileSync('docker-compose', ['-f', 'docker-compose.yml', 'config', '-q'], {
      cwd: root,
      env: { PATH: process.env['PATH'], ...env },
      stdio: 'pipe',
    });
  try {
    execFileSync('docker-compose', ['--version'], { stdio: 'pipe' });
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    context.skip('apt-get install docker-compose');
  }
  const names = (await read('deploy/example.env')).matchAll(/^([A-Z_]+)=$/gm);
  const filled = Object.fromEntries([...names].map(([, name]) => [String(name), 'filled in']));

  expect(String(compose(filled))).toBe('');
  for (const name of Object.keys(filled))
    expect(() => compose({ ...filled, [name]: '' }), name).toThrow(new RegExp(name));
});
