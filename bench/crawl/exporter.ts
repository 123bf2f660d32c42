import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { eachAtOnce } from './at-once.ts';
import type { Asking, Question } from './question.ts';

const program = '/usr/bin/prometheus-blackbox-exporter';

/** What to say where it is not installed. */
export const howToInstall = 'apt-get install prometheus-blackbox-exporter';

/** Prometheus' exporter that asks one question a probe, each on a connection of its own. */
export interface Exporter {
  /** Asks the questions of every host. @throws {Error} when one of them has no success: then there is nothing to compare. */
  askAll(hosts: readonly string[], questions: readonly Question[]): Promise<void>;
  /** User and system time of its process so far, in milliseconds. */
  cpuMs(): Promise<number>;
  end(): Promise<void>;
}

export interface ExporterSetup {
  /** Where the servers listen on loopback. */
  readonly port: number;
  readonly caPem: string;
  readonly hosts: readonly string[];
  readonly questions: readonly Question[];
  /** Probes in flight. */
  readonly atOnce: number;
}

/** Starts the exporter with one module a question. Undefined: it is not installed. */
export async function startExporter(setup: ExporterSetup): Promise<Exporter | undefined> {
  if (!existsSync(program)) return undefined;
  const directory = await mkdtemp(join(tmpdir(), 'fediscope-bench-'));
  const configuration = join(directory, 'blackbox.yml');
  await writeFile(join(directory, 'ca.pem'), setup.caPem);
  // Every JSON text is YAML.
  await writeFile(configuration, JSON.stringify({ modules: modulesOf(setup, join(directory, 'ca.pem')) }));
  const port = await freePort();
  const child = spawn(program, [`--config.file=${configuration}`, `--web.listen-address=127.0.0.1:${port}`], {
    stdio: 'ignore',
  });
  const scraper = new Agent({ connections: setup.atOnce });
  const origin = `http://127.0.0.1:${port}`;
  await answering(scraper, origin);
  return {
    askAll: (hosts, questions) => askAll(hosts, questions, { ...setup, scraper, origin }),
    cpuMs: () => cpuMsOf(child),
    end: async () => {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
      await scraper.destroy();
      await rm(directory, { recursive: true });
    },
  };
}

/** A module a question; of handshakes one a host, because the name to ask for is part of the module. */
function modulesOf({ questions, hosts }: ExporterSetup, ca_file: string): Record<string, unknown> {
  const modules = questions.flatMap(({ id, asking }) =>
    asking.prober === 'http'
      ? [[id, moduleOf(asking, { ca_file })] as const]
      : hosts.map((host) => [`${id} ${host}`, handshakeOf({ ca_file, server_name: host })] as const),
  );
  return Object.fromEntries(modules);
}

const address = { preferred_ip_protocol: 'ip4' };

function handshakeOf(tls_config: { readonly ca_file: string; readonly server_name: string }): unknown {
  return { prober: 'tcp', timeout: '10s', tcp: { ...address, tls: true, tls_config } };
}

function moduleOf(
  asking: Extract<Asking, { readonly prober: 'http' }>,
  tls_config: { readonly ca_file: string },
): unknown {
  const { accept, statuses, body, contentType, without } = asking;
  return {
    prober: 'http',
    timeout: '10s',
    http: {
      ...address,
      tls_config,
      headers: { Accept: accept },
      ...(statuses !== undefined && { valid_status_codes: statuses }),
      ...(body !== undefined && { fail_if_body_not_matches_regexp: [body] }),
      ...(without !== undefined && { fail_if_header_matches: [{ ...without, allow_missing: true }] }),
      ...(contentType !== undefined && {
        fail_if_header_not_matches: [{ header: 'Content-Type', regexp: contentType, allow_missing: false }],
      }),
    },
  };
}

interface Scraping extends ExporterSetup {
  readonly scraper: Agent;
  readonly origin: string;
}

async function askAll(
  hosts: readonly string[],
  questions: readonly Question[],
  scraping: Scraping,
): Promise<void> {
  const asked = hosts.flatMap((host) => questions.map((question) => ({ host, question })));
  await eachAtOnce(asked, scraping.atOnce, ({ host, question }) => scrape(host, question, scraping));
}

async function scrape(
  hostname: string,
  { id, asking }: Question,
  { scraper, origin, port }: Scraping,
): Promise<void> {
  const place = `127.0.0.1:${port}`;
  const query = new URLSearchParams(
    asking.prober === 'tcp'
      ? { module: `${id} ${hostname}`, target: place }
      : { module: id, target: `https://${place}${asking.path(hostname)}`, hostname },
  );
  const { body } = await scraper.request({ origin, path: `/probe?${query}`, method: 'GET' });
  const text = await body.text();
  if (!/^probe_success 1$/m.test(text))
    throw new Error(`the exporter's ${id} at ${hostname} has no success:\n${text}`);
}

async function answering(scraper: Agent, origin: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      const { body } = await scraper.request({ origin, path: '/-/healthy', method: 'GET' });
      return await body.dump();
    } catch {
      // Not listening yet.
      await sleep(50);
    }
  }
  throw new Error('the exporter does not answer');
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return address.port;
}

/** Source: proc(5), fields 14 and 15, in ticks of a hundredth of a second. */
async function cpuMsOf({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
