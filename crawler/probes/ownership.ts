import type { FailureCode } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import { ProbeFailure, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { requireSuccess } from '../net/status.ts';
import { defineProbe, type Fetched, type ProbeTarget } from '../probe.ts';

/** Whether a server configured as hosted consents to this monitor. `expected`: what the proof has to say. `foundIn` absent: no proof, so peer manners. */
export interface OwnershipData {
  readonly expected: string;
  readonly foundIn?: 'dns-txt' | 'well-known';
}

/** What a hosted server's TXT record or well-known file has to say to consent to the monitor at `origin`. */
export function ownershipProof(origin: string): string {
  return `fediscope-monitor=${origin}`;
}

/** The server's word that this monitor may watch it as one of its own. */
export const ownership = defineProbe({
  id: 'ownership',
  version: 1,
  cadence: 'D',
  async run(target, io): Promise<OwnershipData> {
    const expected = ownershipProof(target.monitorOrigin);
    const foundIn = await findProof(target, io, expected);
    return { expected, ...(foundIn !== undefined && { foundIn }) };
  },
});

/**
 * No proof is an answer only when both places answered: a resolver or a server in trouble must not take our consent away.
 * @throws {ProbeFailure} when one of them did not.
 */
async function findProof(
  { server }: ProbeTarget,
  io: ProbeIo,
  expected: string,
): Promise<OwnershipData['foundIn']> {
  const records = await settle(io.resolveText(`_fediscope.${server.host}`));
  if (records.ok && records.data.includes(expected)) return 'dns-txt';
  if (await isInFile(server.host, io, expected)) return 'well-known';
  if (!records.ok) throw new ProbeFailure(records.failure.code, records.failure.detail);
  return undefined;
}

/** Answers that are no such file: an error page of any size, a way elsewhere, or nothing. */
const noFile: ReadonlySet<FailureCode> = new Set(['http-not-found', 'http-gone', 'http-unexpected-status']);

async function isInFile(host: Host, io: ProbeIo, expected: string): Promise<boolean> {
  const url = `https://${host}/.well-known/fediscope`;
  const file = await settle(readFile(io, url));
  if (file.ok) return linesOf(file.data).includes(expected);
  if (file.failure.stage === 'body' || noFile.has(file.failure.code)) return false;
  throw new ProbeFailure(file.failure.code, file.failure.detail);
}

async function readFile(io: ProbeIo, url: string): Promise<Fetched> {
  return requireSuccess(await io.get(url, { maxBytes: 1024, maxRedirects: 0 }));
}

function linesOf({ bytes }: Fetched): readonly string[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.map((line) => line.trim());
}
