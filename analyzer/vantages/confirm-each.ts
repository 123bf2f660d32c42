import type { EarlierFinding, Finding } from '../../model/finding.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { ServerRule } from '../../rules/rule.ts';
import { type ConfirmOptions, confirmed, type Known } from '../confirm.ts';
import type { RuleBug } from '../judge.ts';
import { attends } from './attendance.ts';
import { combined, type Said } from './combine.ts';
import { horizonOf, isKept, isWithin } from './horizon.ts';
import {
  canSpeak,
  type Freshness,
  type SeenApart,
  type VantageOptions,
  type Voice,
  voicesOf,
} from './voice.ts';

/** What a judgement works with. `vantages` absent: they are not told apart. */
export interface ConfirmEachOptions extends ConfirmOptions {
  readonly vantages?: VantageOptions;
}

/** What is known of a server before it is judged. */
export interface KnownByVantage extends Known, SeenApart {}

/** What all rules say, in their order, and which of them threw, each once. */
export interface ConfirmedEach {
  readonly findings: readonly Finding[];
  readonly bugs: readonly RuleBug[];
}

/**
 * All rules over one server. Where several fresh vantages can speak on a rule, it judges the server as each of them sees it, and the finding says whether
 * they agree. Any other rule judges what was seen last, from wherever.
 */
export async function confirmedEach(
  options: ConfirmEachOptions,
  server: ServerStanding,
  known: KnownByVantage,
): Promise<ConfirmedEach> {
  const { rules, vantages } = options;
  if (vantages === undefined) return confirmed(options, server, known);
  const freshness = {
    present: known.snapshot,
    periodMs: (probe: string) => vantages.periodMs(probe, server),
  };
  const voices = attending(known, freshness);
  if (voices.length < 2) return confirmed(options, server, known);
  const speakers = new Map<ServerRule, readonly Voice[]>();
  for (const rule of rules) {
    const fresh = voices.filter((voice) => canSpeak(voice, rule, freshness));
    if (fresh.length > 1) speakers.set(rule, fresh);
  }
  const others = rules.filter((rule) => !speakers.has(rule));
  const together = await confirmed({ ...options, rules: others }, server, known);
  const apart = await heard({ ...options, vantages }, server, { known, voices, speakers });
  return inOrder(rules, together, { apart, previous: known.previous });
}

/** Vantages that still visit the server, by name. */
function attending({ snapshot, seen, past }: KnownByVantage, freshness: Freshness): readonly Voice[] {
  const horizon = horizonOf(snapshot.observations.values(), freshness.periodMs);
  const within = seen.filter((each) => isWithin(horizon, each));
  return voicesOf(snapshot, { seen: within, past }).filter(
    (voice) => isKept(horizon, voice.snapshot.observations.values()) && attends(voice, freshness),
  );
}

/** What one vantage says of the rules on which it can speak. */
interface Heard {
  readonly vantage: string;
  readonly findings: readonly Finding[];
  readonly bugs: readonly RuleBug[];
}

interface Hearing {
  readonly known: Known;
  readonly voices: readonly Voice[];
  readonly speakers: ReadonlyMap<ServerRule, readonly Voice[]>;
}

async function heard(
  options: ConfirmOptions & { readonly vantages: VantageOptions },
  server: ServerStanding,
  { known, voices, speakers }: Hearing,
): Promise<readonly Heard[]> {
  const all: Heard[] = [];
  for (const voice of voices) {
    const rules = options.rules.filter((rule) => speakers.get(rule)?.includes(voice));
    if (rules.length === 0) continue;
    const { vantage, snapshot } = voice;
    const store = storeFrom(options, vantage);
    const { findings, bugs } = await confirmed({ store, rules }, server, { ...known, snapshot });
    all.push({ vantage, findings, bugs });
  }
  return all;
}

/** The past as one vantage saw it, where a failure is to be confirmed. What a rule recalls is what the server showed to anybody. */
function storeFrom(
  { store, vantages }: ConfirmOptions & { readonly vantages: VantageOptions },
  vantage: string,
): ConfirmOptions['store'] {
  return {
    firstSince: (order) => store.firstSince(order),
    latestBefore: (server, until) => vantages.store.latestByVantage({ servers: [server], until, vantage }),
  };
}

interface Apart {
  readonly apart: readonly Heard[];
  readonly previous: readonly EarlierFinding[];
}

function inOrder(
  rules: readonly ServerRule[],
  together: ConfirmedEach,
  { apart, previous }: Apart,
): ConfirmedEach {
  const shared = new Map(together.findings.map((finding) => [finding.rule, finding]));
  const before = new Map(previous.map((finding) => [finding.rule, finding]));
  const said = Map.groupBy(apart.flatMap(saidBy), ({ finding }) => finding.rule);
  const findings = rules.flatMap(
    (rule) => shared.get(rule.id) ?? combined(rule, said.get(rule.id) ?? [], before.get(rule.id)) ?? [],
  );
  const bugs = new Map<string, RuleBug>();
  for (const bug of [...together.bugs, ...apart.flatMap((one) => one.bugs)])
    if (!bugs.has(bug.rule)) bugs.set(bug.rule, bug);
  return { findings, bugs: [...bugs.values()] };
}

function saidBy({ vantage, findings }: Heard): readonly Said[] {
  return findings.map((finding) => ({ vantage, finding }));
}
