import { type Attributes, SpanStatusCode } from '@opentelemetry/api';
import type { Counters, Distributions, GaugeName, Meter } from '../../model/telemetry.ts';
import type { Provider } from './open-telemetry.ts';

const says: Readonly<Record<keyof Counters | keyof Distributions | GaugeName, string>> = {
  requests: 'HTTP requests to servers, by consent and class of the answer',
  response_bytes: 'bytes of response bodies as they came',
  observations: 'observations by probe and outcome',
  failures: 'observations without data, by probe and failure code',
  missed_visits: 'slots that passed without a visit, by reason',
  starved_requests:
    'requests not made because too many others waited for the same address or domain, by reason',
  candidates_refused: 'names of servers that were told to us and not taken, by reason',
  notifications: 'requests to receivers of alerts, by kind of receiver and outcome',
  notifications_lost: 'what a receiver of alerts will never be told, by kind and reason',
  queue_lag: 'from the begin of the slot to the start of the visit',
  visit_duration: 'how long visits take',
  budget_wait: 'how long requests waited for an address or domain that others share, by reason',
  servers: 'servers under watch by this process',
  visits_in_flight: 'visits under way',
  visits_waiting: 'visits that are due and have not begun',
  schedule_behind_seconds: 'since the instant before which every slot is written down as seen or missed',
  candidates: 'names of servers that wait to be watched',
  spool_segments: 'segments on disk that are not in the store yet',
  spool_bytes: 'bytes on disk that are not in the store yet',
  notifications_waiting: 'webhook events that are not delivered yet',
  event_loop_delay_p99_seconds: 'delay of the event loop in the last one to two minutes, 99th percentile',
  event_loop_delay_max_seconds: 'longest delay of the event loop in the last one to two minutes',
};

/** Seconds: from a visit that starts at once to one that is half an hour late. */
const boundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800];

/** Our own meter over OpenTelemetry's instruments. */
export function openMeter({ instruments, spans }: Provider): Meter {
  const tracer = spans.getTracer('fediscope');
  const counters = madeOnce((name: keyof Counters) =>
    instruments.createCounter(`fediscope_${name}`, { description: says[name] }),
  );
  const distributions = madeOnce((name: keyof Distributions) =>
    instruments.createHistogram(`fediscope_${name}_seconds`, {
      description: says[name],
      advice: { explicitBucketBoundaries: boundaries },
    }),
  );
  return {
    add: (name, amount, labels) => counters(name).add(amount, attributes(labels)),
    record: (name, seconds, labels) => distributions(name).record(seconds, attributes(labels)),
    observe: (name, read) =>
      instruments
        .createObservableGauge(`fediscope_${name}`, { description: says[name] })
        .addCallback((result) => result.observe(read())),
    span: (name, facts, work) =>
      tracer.startActiveSpan(name, { attributes: facts }, async (span) => {
        try {
          return await work((more) => void span.setAttributes(more));
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      }),
  };
}

/** Labels are flat texts; an interface has no index signature of its own. */
function attributes(labels: object): Attributes {
  return { ...labels };
}

function madeOnce<Name, Made>(make: (name: Name) => Made): (name: Name) => Made {
  const made = new Map<Name, Made>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}
