import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarios } from '../scenarios/index.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { BreakageName } from './breakages/index.ts';
import type { LoggedRequest } from './directory.ts';
import { createDirectory } from './directory.ts';
import { createCertificates } from './network/certificates.ts';
import { listen } from './network/listener.ts';
import type { Door } from './network/loopback.ts';
import { createPeers } from './network/loopback.ts';
import { startNameServer } from './network/name-server.ts';

export type { LoggedRequest };

/** A server to start: the part of a scenario that is about the server itself. */
export interface Cast
  extends Pick<Scenario, 'host' | 'webHost' | 'software' | 'broken' | 'role' | 'account' | 'proof'>,
    Pick<Scenario, 'rejects' | 'openRobots' | 'activeUsers'> {
  /** Servers that it knows, as its published list has them. Absent: it publishes none. */
  readonly knows?: readonly string[];
  /** Where it says its source is, where the software can be told. Absent: where stock builds say. */
  readonly source?: string;
}

export interface FediverseOptions {
  /** Hosts to start. Absent: all scenarios. */
  readonly only?: readonly string[];
  /** Servers besides the scenarios. */
  readonly extra?: readonly Cast[];
  /** Whom the proofs of ownership name. Default `https://monitor.fedi.test`. */
  readonly monitorOrigin?: string;
}

/** A running fediverse on 127.0.0.1: one listener for all servers, a name server, an authority. */
export interface Fediverse {
  readonly port: number;
  /** `pattern, target` in the order in which they must be tried: first match wins, `*` is one label. A target `:port` keeps the address that the name server gave. */
  readonly connectTo: readonly (readonly [pattern: string, target: string])[];
  readonly caPem: string;
  /** The same in a file, gone after `close`. */
  readonly caFile: string;
  /** `address:port` of the name server. */
  readonly resolver: string;
  readonly monitorOrigin: string;
  readonly hosts: readonly string[];
  /** Requests to a host so far, oldest first. */
  requests(host: string): readonly LoggedRequest[];
  /** Breaks a server from now on, on top of how it was started. */
  break(host: string, breakage: BreakageName): void;
  /** Undoes `break`. */
  heal(host: string): void;
  /** Fetches a document with the signature of a real server. */
  signedGet(from: string, url: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the servers of the scenarios. */
export async function startFediverse(options: FediverseOptions = {}): Promise<Fediverse> {
  const monitorOrigin = options.monitorOrigin ?? 'https://monitor.fedi.test';
  const cast = castOf(options);
  const { directory, listener, caPem } = await openDoor(cast, monitorOrigin);
  const names = await startNameServer(directory);
  const folder = await mkdtemp(join(tmpdir(), 'fediverse-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, caPem);
  const { requests, signedGet, heal } = directory;
  return {
    port: listener.port,
    caPem,
    connectTo: routes(cast, listener.port),
    caFile,
    resolver: names.address,
    monitorOrigin,
    hosts: cast.map(({ host }) => host),
    requests,
    break: directory.break,
    heal,
    signedGet,
    close: async () => {
      await Promise.all([listener.close(), names.close(), rm(folder, { recursive: true })]);
    },
  };
}

/** Every server behind one listener. Servers reach each other through it too, so they learn its port once it is open. */
async function openDoor(cast: readonly Cast[], monitorOrigin: string) {
  const certificates = await createCertificates();
  let door: Door | undefined;
  const peers = createPeers(() => {
    if (door === undefined) throw new Error('the listener is not open yet');
    return door;
  });
  const directory = await createDirectory(cast, { peers, monitorOrigin });
  const listener = await listen({
    wireOf: (host) => directory.siteOf(host)?.wire ?? 'serve',
    contextFor: (host) => certificates.contextFor(host, directory.siteOf(host)?.certificate ?? 'good'),
    answer: directory.answer,
  });
  const { caPem } = certificates;
  door = { port: listener.port, caPem };
  return { directory, listener, caPem };
}

function castOf({ only, extra = [] }: FediverseOptions): readonly Cast[] {
  const wanted = scenarios.filter(({ host }) => only === undefined || only.includes(host));
  return [...wanted, ...extra];
}

/** An address of the loopback network where nothing of ours listens. */
const nobody = '127.0.0.2';

/** Hosts whose name is the point keep the resolved address; the rest goes straight to the listener. */
function routes(cast: readonly Cast[], port: number): readonly (readonly [string, string])[] {
  const own = cast.flatMap(({ host, broken }): readonly (readonly [string, string])[] => {
    if (broken?.startsWith('dns-')) return [[host, `:${port}`]];
    return broken === 'connection-refused' ? [[host, `${nobody}:${port}`]] : [];
  });
  return [...own, ['*.fedi.test', `127.0.0.1:${port}`], ['*.*.fedi.test', `127.0.0.1:${port}`]];
}
