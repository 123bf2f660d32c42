import { instant } from '../../model/clock.ts';
import type { Exchange } from '../../model/exchange.ts';
import { type Host, parseHost } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import { observationId } from '../../model/observation-id.ts';
import type { FleetTest, Series, Step } from './rule.ts';

/** When every story begins: a Monday. RFC 3339: 2026-01-05T00:00:00.000Z. */
export const storyStartMs = Date.UTC(2026, 0, 5);

/** The host of a name in a test. @throws {Error} for a name that is none: a mistake of the test. */
export function storyHost(name: string): Host {
  const parsed = parseHost(name);
  if (!parsed.ok) throw new Error(`${name} is no host`);
  return parsed.host;
}

/** The observations of a story, oldest first. */
export function observationsOf({ series }: FleetTest): readonly Observation[] {
  const all = series.flatMap((each) =>
    each.steps.flatMap((step, index) => (step === undefined ? [] : [observationOf(each, step, index)])),
  );
  return all.toSorted((a, b) => (a.scheduledAt < b.scheduledAt ? -1 : 1));
}

function observationOf(series: Series, step: Step, index: number): Observation {
  const atMs = storyStartMs + series.startMs + index * series.everyMs;
  const at = instant(atMs);
  const { outcome, failure, data = {} } = step;
  const key = {
    server: storyHost(series.server),
    probe: series.probe,
    scheduledAt: at,
    vantage: series.vantage,
  };
  return {
    id: observationId(key),
    ...key,
    probeVersion: 1,
    consent: series.consent,
    startedAt: at,
    durationMs: outcome === 'missed' ? 0 : (step.durationMs ?? 100),
    outcome,
    ...(outcome === 'ok' && { data }),
    ...(failure !== undefined && { failure }),
    exchanges: outcome === 'ok' ? exchangesOf(series, step, atMs) : [],
    replayed: false,
  };
}

/** One answer, as long as the whole took. */
function exchangesOf(
  { server }: Series,
  { aheadSeconds, durationMs = 100 }: Step,
  atMs: number,
): readonly Exchange[] {
  const dated = aheadSeconds !== undefined;
  const responseHeaders = dated ? { date: new Date(atMs + aheadSeconds * 1_000).toUTCString() } : {};
  return [
    {
      url: `https://${server}/`,
      method: 'GET',
      startedAt: instant(atMs),
      status: 200,
      responseHeaders,
      cookieNames: [],
      timings: { totalMs: durationMs },
      midpointMs: atMs,
    },
  ];
}
