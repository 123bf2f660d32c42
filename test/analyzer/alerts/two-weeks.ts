import { aliveSignal } from '../../../analyzer/alerts/alive.ts';
import { silencedBy } from '../../../analyzer/alerts/maintenance.ts';
import { step } from '../../../analyzer/alerts/step.ts';
import { alertsToTell } from '../../../analyzer/alerts/told.ts';
import { grouped } from '../../../analyzer/incidents/group.ts';
import type { Alert } from '../../../model/alert.ts';
import { aliveRule } from '../../../model/alive.ts';
import { instant } from '../../../model/clock.ts';
import { maintenanceSchema } from '../../../model/configuration/maintenance.ts';
import type { FollowedAlert } from '../../../model/followed-alert.ts';
import type { Incident, SharedCause } from '../../../model/incident.ts';
import type { Signal } from '../../../model/signal.ts';
import { aSignal, minute } from './timeline.ts';

/** A Monday, a week before clocks are set back in Berlin. */
const monday = Date.parse('2026-10-19T00:00:00.000Z');
const day = 24 * 60;

/** Minutes since the Monday of week one, of a day (1 to 14) and a time. */
function at(number: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (number - 1) * day + hours * 60 + minutes;
}

/** A span in minutes; its end does not belong to it. */
type Span = readonly [from: number, to: number];
const within = (now: number, [from, to]: Span) => now >= from && now < to;

const servers = Array.from({ length: 8 }, (_, index) => `s${index}.example`);
/** When a server fails. `s1` to `s3` are on one address with `s0`; the rest stand alone. */
const outages: Readonly<Record<string, readonly Span[]>> = {
  's0.example': [
    [at(1, '03:00'), at(1, '03:20')],
    [at(4, '14:00'), at(4, '15:00')],
  ],
  's1.example': [
    [at(4, '14:01'), at(4, '15:00')],
    [at(6, '11:00'), at(6, '13:00')],
  ],
  's2.example': [
    [at(4, '14:02'), at(4, '15:00')],
    [at(7, '00:30'), at(7, '00:50')],
    [at(14, '01:30'), at(14, '03:30')],
  ],
  's3.example': [[at(4, '14:03'), at(4, '14:58')]],
  's4.example': [[at(3, '09:00'), at(14, '23:00')]],
  's5.example': Array.from(
    { length: 14 },
    (_, index): Span => [at(index + 1, '05:00'), at(index + 1, '05:04')],
  ),
  's6.example': Array.from(
    { length: 20 },
    (_, index): Span => [at(9, '20:00') + 2 * index, at(9, '20:01') + 2 * index],
  ),
};

/** The monitor does not run; it runs, and no observation comes. */
const down: Span = [at(6, '10:00'), at(6, '14:00')];
const blind: Span = [at(9, '08:00'), at(9, '12:00')];

const windows = [
  maintenanceSchema.parse({
    name: 'Sunday',
    weekly: { day: 'sunday', time: '02:00', duration: '2h', zone: 'Europe/Berlin' },
  }),
];
const census = new Map(
  servers.map((server, index): [string, readonly SharedCause[]] => [
    server,
    [{ kind: 'address', value: index < 4 ? '192.0.2.1' : `198.51.100.${index}` }],
  ]),
);

/** What is carried from one pass to the next, and comes back from a store after a restart. */
interface Kept {
  readonly followed: readonly FollowedAlert[];
  readonly open: readonly Incident[];
}

/** What every server was last seen doing at a minute: the newest look before it that took place. */
function signalsAt(now: number): readonly Signal[] {
  const seen = within(now, blind) ? blind[0] - 1 : now;
  return servers.map((server) => {
    const isFailing = outages[server]?.some((span) => within(seen, span)) === true;
    const observedAt = instant(monday + seen * minute);
    return aSignal({ labels: { server }, outcome: isFailing ? 'failed' : 'passed', observedAt });
  });
}

/** One pass at a minute. */
function passAt(now: number, { followed, open }: Kept): Kept & { readonly news: readonly Incident[] } {
  const nowMs = monday + now * minute;
  const asked = new Map(['actor.vary', aliveRule].map((rule) => [rule, instant(nowMs)]));
  const silence = (alert: Alert) => silencedBy(windows, alert, { nowMs, customerOf: () => undefined });
  const signals = [...signalsAt(now), aliveSignal('main', nowMs)];
  const made = step(followed, signals, { nowMs, asked, silence });
  const placed = grouped(made.followed, { open, census, nowMs });
  const all = new Map([...open, ...placed.incidents].map((incident) => [incident.id, incident]));
  const going = [...all.values()].filter(({ endedAt }) => endedAt === undefined);
  return { followed: placed.followed, open: going, news: placed.incidents };
}

/** What a receiver hears that it did not know, as `day hh:mm server state`. */
function receiver() {
  const heard: string[] = [];
  let known = new Map<string, string>();
  const hear = (now: number, alerts: readonly Alert[]) => {
    const told = new Map(alerts.map((alert) => [alert.labels['server'] ?? 'alive', stateOf(alert)]));
    for (const [server, state] of [...told].toSorted()) {
      if (known.get(server) !== state) heard.push(`${clockOf(now)} ${server} ${state}`);
    }
    known = told;
  };
  return { heard, hear };
}

function stateOf({ state, flapping }: Alert): string {
  return flapping === true ? `${state}, flapping` : state;
}

function clockOf(now: number): string {
  const text = instant(monday + now * minute).slice(11, 16);
  return `${Math.floor(now / day) + 1} ${text}`;
}

/** Plays two weeks, a pass a minute, and gives what a receiver hears and which incidents there were. `restartEvery`: minutes. */
export function playedWeeks(restartEvery: number) {
  let kept: Kept = { followed: [], open: [] };
  const incidents = new Map<string, Incident>();
  const { heard, hear } = receiver();
  for (let now = 0; now < 14 * day; now += 1) {
    if (now % restartEvery === 0) kept = JSON.parse(JSON.stringify(kept));
    if (within(now, down)) continue;
    const passed = passAt(now, kept);
    for (const incident of passed.news) incidents.set(incident.id, incident);
    hear(now, alertsToTell(passed.followed, monday + now * minute));
    kept = { followed: passed.followed, open: passed.open };
  }
  return { heard, incidents: [...incidents.values()] };
}
