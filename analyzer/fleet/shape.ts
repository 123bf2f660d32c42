import type { LifeState } from '../../model/server.ts';
import { stepsOf, type Variants } from './notation.ts';
import type { FleetRule, FleetTest, RulePlace, Series, Step, TestedRule, TestServer } from './rule.ts';
import type { FleetRuleFile, TestedRuleFile } from './schema.ts';

/** A mistake that the schema cannot see. `path`: keys of the file. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly says: string;
}

/** The rule that a valid file holds with its tests, or the mistakes in them. */
export type MadeRule =
  | { readonly ok: true; readonly rule: TestedRule }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Names of the file become names of the program. */
export function ruleOf(file: FleetRuleFile, place: RulePlace): FleetRule {
  const { every, window, alert, because, ...same } = file;
  const alerting = { forMs: alert.for, keepFiringForMs: alert.keepFiringFor, limit: alert.limit };
  return { ...same, everyMs: every, windowMs: window, alerting, reasons: because, place };
}

/** As `ruleOf`, with the tests; their series are written out. */
export function testedRuleOf({ tests: written, ...file }: TestedRuleFile, place: RulePlace): MadeRule {
  const mistakes: Mistake[] = [];
  const tests = written.map((test, index) => testOf(test, ['tests', index], mistakes));
  return mistakes.length > 0
    ? { ok: false, mistakes }
    : { ok: true, rule: { ...ruleOf(file, place), tests } };
}

type TestFile = TestedRuleFile['tests'][number];
type SeriesFile = TestFile['series'][number];

function testOf(test: TestFile, path: readonly PropertyKey[], mistakes: Mistake[]): FleetTest {
  const { name, hosted, peers, states } = test;
  const strangers = Object.keys(states).filter((host) => !hosted.includes(host));
  mistakes.push(
    ...strangers.map((host) => ({
      path: [...path, 'states', host],
      says: 'is no hosted server of this test',
    })),
  );
  return {
    name,
    servers: [
      ...hosted.map((host) => hostedServer(host, states[host])),
      ...peers.map((host) => ({ host, role: 'peer' as const })),
    ],
    series: test.series.map((series, index) => seriesOf(series, [...path, 'series', index], mistakes)),
    readings: test.readings.map(({ at, ...same }) => ({ ...same, atMs: at })),
    deploys: test.deploys.map(({ server, at, note }) => ({ server, atMs: at, note })),
    expect: test.expect.map(({ at, signals }) => ({ atMs: at, signals })),
  };
}

function hostedServer(host: string, state: LifeState | undefined): TestServer {
  return { host, role: 'hosted', ...(state !== undefined && { state }) };
}

function seriesOf(file: SeriesFile, path: readonly PropertyKey[], mistakes: Mistake[]): Series {
  const { server, probe, vantage, consent, every, start, variants, values } = file;
  const steps = stepsOf(values, variantsOf(file, variants));
  if (typeof steps === 'string') mistakes.push({ path: [...path, 'values'], says: steps });
  return {
    server,
    probe,
    vantage,
    consent,
    everyMs: every,
    startMs: start,
    steps: typeof steps === 'string' ? [] : steps.map((step) => whole(step, file)),
  };
}

type Answer = Pick<SeriesFile, 'data' | 'durationMs' | 'aheadSeconds'>;

function variantsOf(series: Answer, variants: SeriesFile['variants']): Variants {
  return new Map(
    Object.entries(variants).map(([name, variant]) => {
      const data = patched(series.data, variant.data);
      return [name, { outcome: 'ok' as const, ...variant, ...(data !== undefined && { data }) }];
    }),
  );
}

/** What a step does not say is as the series says; only an answer has data. */
function whole(step: Step | undefined, { data, durationMs, aheadSeconds }: Answer): Step | undefined {
  if (step === undefined) return undefined;
  const common = { ...(durationMs !== undefined && { durationMs }) };
  if (step.outcome !== 'ok') return { ...common, ...step };
  return {
    ...common,
    ...(data !== undefined && { data }),
    ...(aheadSeconds !== undefined && { aheadSeconds }),
    ...step,
  };
}

/** A value with another laid over it. Source: RFC 7396. */
function patched(value: unknown, patch: unknown): unknown {
  if (patch === undefined) return value;
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(value) ? { ...value } : {};
  for (const [key, member] of Object.entries(patch)) {
    if (member === null) delete merged[key];
    else merged[key] = patched(merged[key], member);
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
