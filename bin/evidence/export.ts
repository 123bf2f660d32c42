import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bundle } from '../../analyzer/evidence/bundle.ts';
import { counted } from '../../model/counted.ts';
import type { Finding } from '../../model/finding.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Foundation } from '../foundation.ts';
import { shortened } from '../options.ts';
import { messageOf, Refusal, systemCode } from '../refusal.ts';
import { bundleName, findingNamed, makeBundle } from './bundling.ts';
import { nearestIds } from './nearest.ts';

/** What `export evidence` was asked for. `id` absent: the person does not know one yet. `out`: a folder, or a file that is not there. */
export interface ExportRequest {
  readonly id?: string;
  readonly out: string;
}

/** Writes the bundle of one finding. @throws {Refusal} when there is no such finding, or the file cannot be written. */
export async function exportEvidence({ id, out }: ExportRequest, foundation: Foundation): Promise<ExitCode> {
  const finding = await findingNamed(id ?? '', foundation);
  if (finding === undefined) throw await notFound(id, foundation);
  const file = await fileFor(out, finding);
  const bundle = await makeBundle(finding, foundation);
  await save(file, bundle.bytes);
  const { terminal } = foundation.session;
  terminal.out(`${told(file, bundle)}\n`);
  for (const warning of warningsOf(bundle)) terminal.err(`${warning}\n`);
  return exitCodes.fine;
}

async function notFound(id: string | undefined, { store }: Foundation): Promise<Refusal> {
  const findings = await store.currentFindings();
  const near = nearestIds(id ?? '', findings);
  const problem = id === undefined ? 'no finding was named' : `there is no finding ${shortened(id)}`;
  const fix =
    near.length === 0 ? 'the store has no findings yet, crawl first' : `name one of ${near.join(', ')}`;
  return new Refusal(problem, fix);
}

async function fileFor(out: string, finding: Finding): Promise<string> {
  const found = await stat(out).catch(() => undefined);
  return found?.isDirectory() === true ? join(out, bundleName(finding)) : out;
}

/** Evidence is never written over. */
async function save(file: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (cause) {
    const exists = systemCode(cause) === 'EEXIST';
    const fix = exists ? 'name another file with --out' : 'name a writable folder or file with --out';
    throw new Refusal(`cannot write ${file}: ${exists ? 'it is there already' : messageOf(cause)}`, fix, {
      cause,
    });
  }
}

function told(file: string, { manifest, bytes }: Bundle): string {
  const { observations, records, monitor, finding } = manifest;
  let exchanges = 0;
  for (const observation of observations) exchanges += observation.exchanges.length;
  return [
    file,
    `finding: ${finding.id}, ${finding.outcome}`,
    `evidence: ${counted(observations.length, 'observation')}, ${counted(exchanges, 'exchange')}, ${counted(records.length, 'record')}`,
    `SHA-256: ${createHash('sha256').update(bytes).digest('hex')}`,
    `key: ${monitor.key}`,
    ...(manifest.timestamp !== undefined && manifest.timestamp.refused === undefined
      ? [`time-stamp: by ${manifest.timestamp.authority}`]
      : []),
  ].join('\n');
}

/** What is not in the bundle although one would expect it. */
function warningsOf({ manifest }: Bundle): readonly string[] {
  const { timestamp, goneObservations, observations } = manifest;
  const bodies = observations.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ body }) => body?.keeping.state ?? []),
  );
  const gone = bodies.filter((state) => state === 'gone').length;
  return [
    ...(timestamp?.refused === undefined
      ? []
      : [`no time-stamp: ${timestamp.refused} (${timestamp.authority})`]),
    ...(goneObservations.length === 0
      ? []
      : [
          `${counted(goneObservations.length, 'observation is', 'observations are')} no longer kept; the manifest names them`,
        ]),
    ...(gone === 0
      ? []
      : [
          `${counted(gone, 'body is', 'bodies are')} no longer kept; the manifest has ${gone === 1 ? 'its hash' : 'their hashes'}`,
        ]),
  ];
}
