import { z } from 'zod';
import type { FederationMode, PolicyLevel } from '../../model/policy.ts';
import { flag } from '../documents/lenient.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { EntryCollector, type RowWords } from './entries.ts';
import { hidden, listOptions, notSupported, type PolicyReader, type ReadPolicies, read } from './reader.ts';
import { maskedSubject, type ReadSubject, readSubject } from './subject.ts';
import type { Turns } from './turns.ts';

/** Source: pleroma:lib/pleroma/web/activity_pub/mrf/simple_policy.ex; `quarantined_instances` stops what is sent out only. */
const levels: Readonly<Record<string, PolicyLevel>> = {
  reject: 'reject',
  rejected_instances: 'reject',
  quarantined_instances: 'limit',
  federated_timeline_removal: 'limit',
  followers_only: 'limit',
  media_removal: 'media-only',
  media_nsfw: 'media-only',
  avatar_removal: 'media-only',
  banner_removal: 'media-only',
  background_removal: 'media-only',
  report_removal: 'note',
  reject_deletes: 'note',
};

/** Its members are looked at where a name leads to them, so that nobody has to read them all. */
const members = z
  .unknown()
  .optional()
  .transform((value) => (isObject(value) ? value : undefined));
const Federation = z.object({
  enabled: flag,
  exclusions: flag,
  mrf_simple: z.unknown().transform((rules) => rules ?? undefined),
  mrf_simple_info: members,
  quarantined_instances: z.unknown().optional(),
  quarantined_instances_info: members,
  rejected_instances: z.unknown().optional(),
});
const Document = z.object({
  metadata: z
    .object({ federation: Federation.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

type FederationFacts = z.infer<typeof Federation>;

/** Pleroma: its message rewriting rules, in NodeInfo. A name stands for itself only. */
export const pleroma: PolicyReader = {
  origin: 'pleroma',
  names: ['pleroma', 'rebased', 'soapbox'],
  covers: 'name',
  read: async ({ nodeinfoUrl }, io) => {
    if (nodeinfoUrl === undefined) return notSupported();
    const fetched = await io.get(nodeinfoUrl, { ...listOptions, reuse: true });
    return readFederation(requireSuccess(fetched), readSubject, io.turns);
  },
};

/** Akkoma: as Pleroma, but names stand for subdomains, and some are masked without a digest. */
export const akkoma: PolicyReader = {
  ...pleroma,
  origin: 'akkoma',
  names: ['akkoma'],
  covers: 'subdomains',
  read: async ({ nodeinfoUrl }, io) => {
    if (nodeinfoUrl === undefined) return notSupported();
    const fetched = await io.get(nodeinfoUrl, { ...listOptions, reuse: true });
    return readFederation(requireSuccess(fetched), akkomaSubject, io.turns);
  },
};

/** A mask shows the first and the last character, so a star there is a wildcard. */
export function akkomaSubject(text: string): ReadSubject {
  const name = text.trim();
  const isMask = name.includes('*') && !name.startsWith('*') && !name.endsWith('*');
  return isMask ? maskedSubject(text, '') : readSubject(text);
}

/** The rules in a NodeInfo document. Without transparency only `enabled` is there. @throws {ProbeFailure} */
export async function readFederation(
  fetched: Fetched,
  subjectOf: (text: string) => ReadSubject,
  turns: Turns,
): Promise<ReadPolicies> {
  const federation = readJson(fetched, Document).metadata?.federation;
  if (federation === undefined) return hidden();
  const mode = modeOf(federation);
  if (federation.mrf_simple === undefined && federation.quarantined_instances === undefined)
    return hidden(mode);
  const collector = new EntryCollector();
  await collector.takeAll(rulesOf(federation), turns, ({ name, words, reasonOf }) => {
    if (name === undefined) return [{ ok: false, refusal: 'malformed' }, words];
    const obfuscated = name.includes('*') && subjectOf !== readSubject;
    return [subjectOf(name), { ...words, reason: reasonOf(name), obfuscated }];
  });
  const found = read(collector.result(), mode);
  return federation.exclusions === true ? { ...found, state: 'partial' } : found;
}

function modeOf({ enabled, mrf_simple: simple }: FederationFacts): FederationMode {
  if (enabled === false) return 'closed';
  const accepted = isObject(simple) ? simple['accept'] : undefined;
  return Array.isArray(accepted) && accepted.length > 0 ? 'allow-list' : 'open';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name in a rule; what the rule does, and why. */
interface Rule {
  readonly name: string | undefined;
  readonly words: RowWords;
  readonly reasonOf: (name: string) => string | undefined;
}

function* rulesOf(federation: FederationFacts): Generator<Rule> {
  for (const [key, level] of Object.entries(levels)) {
    const shared = { words: { level, native: key }, reasonOf: reasonsOf(federation, key) };
    for (const name of namesOf(federation, key)) yield { name, ...shared };
  }
}

/** Names of one rule: a list of them, of pairs of name and reason, or an object whose keys they are. Undefined: something stands there that nobody can read, and it may be about anybody. */
function* namesOf(federation: FederationFacts, key: string): Generator<string | undefined> {
  const value = ruleOf(federation, key);
  if (value === undefined || value === null) return;
  if (isObject(value)) yield* Object.keys(value);
  else if (!Array.isArray(value)) yield undefined;
  else for (const one of value as readonly unknown[]) yield nameIn(one);
}

function nameIn(rule: unknown): string | undefined {
  const name: unknown = Array.isArray(rule) ? rule[0] : rule;
  return typeof name === 'string' ? name : undefined;
}

/** Rules that are not of the simple policy stand beside it. */
function ruleOf(federation: FederationFacts, key: string): unknown {
  if (key === 'quarantined_instances' || key === 'rejected_instances') return federation[key];
  const { mrf_simple: simple } = federation;
  if (isObject(simple)) return simple[key];
  // A list would be taken for names.
  return simple === undefined || simple === null ? undefined : false;
}

const Reason = z.object({ reason: z.string() });

function reasonsOf(federation: FederationFacts, key: string): (name: string) => string | undefined {
  const info =
    key === 'rejected_instances'
      ? federation.rejected_instances
      : (federation.mrf_simple_info?.[key] ?? federation.quarantined_instances_info?.[key]);
  return (name) => {
    const said = isObject(info) && Object.hasOwn(info, name) ? Reason.safeParse(info[name]) : undefined;
    return said?.success === true ? said.data.reason : undefined;
  };
}
