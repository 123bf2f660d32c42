import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebDeps } from '../../../dashboards/web/deps.ts';
import { serveWeb } from '../../../dashboards/web/listen.ts';
import { createWeb } from '../../../dashboards/web/web.ts';
import type { Evidence } from '../../../model/observation.ts';
import { openStore } from '../../../store/open.ts';
import { openSpool } from '../../../store/spool/spool.ts';
import { atFileEnd } from '../../file-end.ts';
import { anEvidence, clock, keptLog } from '../../store/examples.ts';
import { furnished } from '../../store/furnished.ts';
import { type Fleet, now, rules } from './fleet.ts';

/** What came back, its body as text. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The real store with a fleet in it, in a directory of its own. */
export async function storeWith(
  { servers, observations, findings }: Fleet,
  evidence: readonly Evidence[] = [anEvidence('{"type":"Person"}')],
) {
  const path = await furnished(await mkdtemp(join(tmpdir(), 'fediscope-web-')));
  const log = keptLog();
  const store = await openStore({ path }, { log, clock });
  const spool = await openSpool({ directory: join(path, 'spool'), maxAgeMs: 2 }, { sink: store, log, clock });
  await store.enrol(servers);
  await spool.append({ observations, evidence });
  await spool.close();
  await store.recordFindings(findings);
  let closed: Promise<void> | undefined;
  const close = async () => {
    await store.close();
    await rm(path, { recursive: true, force: true });
  };
  const closeOnce = () => (closed ??= close());
  // Also where a hook ran out of time and nobody has it to close: the next file of this process needs the engine.
  atFileEnd(closeOnce);
  return { store, close: closeOnce };
}

/** What the site needs besides the store; the clock stands at `now`. */
export function depsOf(store: WebDeps['store'], changes: Partial<WebDeps> = {}): WebDeps {
  return {
    store,
    rules,
    monitor: {
      name: 'Example Hosting',
      origin: 'https://monitor.example',
      contact: 'ops@monitor.example',
      vantage: 'fsn1',
    },
    listen: { address: '127.0.0.1', port: 0 },
    clock: { now: () => now, elapsed: () => performance.now() },
    log: keptLog(),
    recheck: async () => 'queued',
    source: async () => Buffer.from('the source'),
    progress: () => ({ visiting: 1, waiting: 2, visited: 8 }),
    ...changes,
  };
}

/** The site on a free port of loopback. `ask` sends exactly the headers given, and follows no redirect. */
export async function siteOf(deps: WebDeps) {
  const served = await serveWeb(createWeb(deps), deps.listen);
  const ask = (path: string, how: Ask = {}) => askOnce(new URL(path, served.url), how);
  return { url: served.url, ask, close: () => served.close() };
}

export type Site = Awaited<ReturnType<typeof siteOf>>;

/** A site about which nothing changes any more: a page that anyone may have is asked for once. To make one takes 0.1 to 0.3 s of calculation. */
export function still(site: Site): Site {
  const answers = new Map<string, Promise<Answer>>();
  const ask: Site['ask'] = (path, how) => {
    if (how !== undefined) return site.ask(path, how);
    const answer = answers.get(path) ?? site.ask(path);
    answers.set(path, answer);
    return answer;
  };
  return { ...site, ask };
}

function askOnce(url: URL, { method = 'GET', headers = {}, body }: Ask): Promise<Answer> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent: false, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The cookie and the token of the form on a page, as a browser would send them back. */
export async function formOf(site: Site, path: string, headers: Record<string, string> = {}) {
  const page = await site.ask(path, { headers });
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const set = (page.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');
  return { csrf, cookie: [headers['cookie'], ...set].filter((part) => part).join('; ') };
}

/** A form as browsers send it from a page of the same site. */
export function post(fields: Record<string, string>, headers: Record<string, string> = {}): Ask {
  const body = new URLSearchParams(fields).toString();
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
  };
}
