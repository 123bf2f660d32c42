import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { canonicalJson } from '../../model/canonical-json.ts';
import { type Clock, instant } from '../../model/clock.ts';
import type { Manifest } from '../../model/evidence/manifest.ts';
import type { Finding } from '../../model/finding.ts';
import { findingId } from '../../model/finding-id.ts';
import { keyText } from '../../model/review-head.ts';
import type { RuleDescription } from '../../model/rule.ts';
import { type RecordDraft, recordId, writeArchive } from './archive.ts';
import { type BundleFiles, packed } from './container.ts';
import { describedObservation } from './described.ts';
import { method, bundleFiles as names, readme } from './format.ts';
import type { Gathered } from './gather.ts';
import type { Stamp } from './timestamp.ts';

/** What a bundle is made with. */
export interface BundleTools {
  readonly monitor: Omit<Manifest['monitor'], 'key'>;
  /** Ed25519. */
  readonly privateKey: KeyObject;
  readonly clock: Clock;
  /** Absent: the rule has left the catalogue. */
  readonly rule: RuleDescription | undefined;
  /** Asks an authority for a time-stamp. Absent: none is configured. */
  readonly stamp?: { readonly authority: string; readonly ask: Stamp };
}

/** A bundle of evidence: one tar file. */
export interface Bundle {
  readonly manifest: Manifest;
  readonly bytes: Buffer;
}

/** Writes down all that a finding rests on, and signs it. An authority that does not answer costs the time-stamp, not the bundle; the manifest says so. */
export async function makeBundle(gathered: Gathered, tools: BundleTools): Promise<Bundle> {
  const described = gathered.observations.map((seen) => describedObservation(seen, gathered));
  const madeAt = instant(tools.clock.now());
  const drafts = [introduction(gathered.finding, tools, madeAt), ...described.flatMap((each) => each.drafts)];
  const archive = await writeArchive(drafts);
  const listed = new Map<string, Uint8Array>([
    [names.archive, archive.bytes],
    [names.readme, Buffer.from(readme)],
  ]);
  const manifest: Manifest = {
    ...headOf(gathered, tools, madeAt),
    observations: described.map(({ observation }) => observation),
    files: filesOf(listed),
    records: [...archive.records],
  };
  return sealed(manifest, listed, tools);
}

/** Signs a manifest, and has the signature stamped where there is an authority. */
async function sealed(manifest: Manifest, listed: BundleFiles, tools: BundleTools): Promise<Bundle> {
  const { stamp, privateKey } = tools;
  if (stamp === undefined) return closed(manifest, listed, privateKey);
  const { authority, ask } = stamp;
  const stamped = { ...manifest, timestamp: { authority } };
  const signature = sign(null, manifestBytes(stamped), privateKey);
  const answer = await ask(createHash('sha256').update(signature).digest());
  if ('refused' in answer)
    return closed({ ...manifest, timestamp: { authority, refused: answer.refused } }, listed, privateKey);
  return closed(stamped, listed, privateKey, answer.token);
}

function closed(manifest: Manifest, listed: BundleFiles, key: KeyObject, token?: Buffer): Bundle {
  const bytes = manifestBytes(manifest);
  const files = new Map<string, Uint8Array>([
    ...listed,
    [names.manifest, bytes],
    [names.signature, sign(null, bytes, key)],
    [names.key, Buffer.from(createPublicKey(key).export({ type: 'spki', format: 'pem' }))],
  ]);
  if (token !== undefined) {
    files.set(names.token, token);
    // Not every byte of a token is signed by its authority.
    files.set(names.tokenSignature, sign(null, token, key));
  }
  return { manifest, bytes: packed(files) };
}

/** The bytes that are signed. */
function manifestBytes(manifest: Manifest): Buffer {
  return Buffer.from(canonicalJson(manifest));
}

function filesOf(listed: BundleFiles): Manifest['files'] {
  return [...listed].map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
}

function headOf(
  { finding, gone }: Gathered,
  { monitor, privateKey, rule }: BundleTools,
  madeAt: string,
): Omit<Manifest, 'observations' | 'files' | 'records'> {
  return {
    format: 'fediscope-evidence/1',
    madeAt,
    monitor: { ...monitor, key: keyText(createPublicKey(privateKey)) },
    finding: findingFacts(finding, rule),
    method: [...method],
    goneObservations: [...gone],
  };
}

function findingFacts(finding: Finding, rule: RuleDescription | undefined): Manifest['finding'] {
  const { server, ruleVersion, labels, outcome, severity, because, since, observedAt } = finding;
  const clauses = (rule?.sources ?? []).map(({ title, section, url }) => ({
    title,
    ...(section !== undefined && { section }),
    url,
  }));
  return {
    id: findingId(finding),
    server,
    rule: finding.rule,
    ruleVersion,
    title: rule?.title ?? 'a rule that has left the catalogue',
    clauses,
    ...(labels !== undefined && { labels: { ...labels } }),
    ...{ outcome, severity, because, since, observedAt },
  };
}

/** The first record says what the others are. Source: ISO 28500:2017, 6.1. */
function introduction(finding: Finding, { monitor }: BundleTools, madeAt: string): RecordDraft {
  const fields = {
    software: `fediscope/${monitor.version}`,
    operator: `${monitor.name} (${monitor.contact})`,
    hostname: new URL(monitor.origin).hostname,
    format: 'WARC File Format 1.1',
    conformsTo: 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    robots: 'obey',
    description: `evidence of ${findingId(finding)}; bodies are scrubbed of people, see ${names.manifest}`,
  };
  const lines = Object.entries(fields).map(
    ([name, value]) => `${name}: ${value.replaceAll(/\p{Cc}+/gu, ' ')}\r\n`,
  );
  const id = recordId(findingId(finding), madeAt, 'warcinfo');
  return {
    id,
    type: 'warcinfo',
    date: madeAt,
    fields: { 'WARC-Filename': names.archive },
    content: lines.join(''),
  };
}
