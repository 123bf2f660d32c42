import { periodMs } from '../../../analyzer/objectives/periods.ts';
import {
  type AvailabilityReport,
  readAvailabilityReport,
} from '../../../dashboards/reports/availability/report.ts';
import type { Consent } from '../../../model/observation.ts';
import type { PeriodSeen } from '../../../store/availability-periods.ts';
import { host } from '../../store/examples.ts';

const from = Date.UTC(2025, 10, 1);
const to = Date.UTC(2025, 11, 1);

function seen(at: number, changes: Partial<PeriodSeen> = {}): PeriodSeen {
  return { at, share: 0, answers: 0, vantages: ['frankfurt', 'paris'], probe: 'dns', code: '', ...changes };
}

/** What the store says of servers: a month with two outages, a quiet one that was kept, and one that was missed. */
const stored: Readonly<Record<string, (at: number) => PeriodSeen | undefined>> = {
  'social.stadt.example': (at) => {
    const index = (at - from) / periodMs;
    if (index >= 100 && index < 103)
      return seen(at, { share: 1, answers: 10, probe: 'webfinger', code: 'http-server-error' });
    if (index === 150) return seen(at, { share: 0.2, answers: 1, vantages: ['paris'], code: 'dns-timeout' });
    return index > 150 && index < 300 ? undefined : seen(at);
  },
  'kept.stadt.example': (at) => seen(at, { vantages: ['frankfurt'] }),
  'missed.stadt.example': (at) =>
    at < from + 20 * periodMs
      ? seen(at, { share: 1, answers: 5, code: 'tls-expired', probe: 'tls' })
      : seen(at),
};

/** A report over a month that is over; `servers`: whose data there is. Those that are not `stored` have none. `consent`: of all of them. */
export async function availabilityExample(
  servers: readonly string[],
  nowMs = Date.UTC(2025, 11, 2, 9),
  consent: Consent = 'hosted',
): Promise<AvailabilityReport> {
  const hosts = servers.map(host);
  const store = {
    availabilityPeriods: async ({
      server,
      from: first,
      until,
    }: {
      server: string;
      from: number;
      until: number;
    }) => {
      const all = Array.from({ length: (until - first) / periodMs }, (_, index) => first + index * periodMs);
      return all.flatMap((at) => stored[server]?.(at) ?? []);
    },
  };
  return readAvailabilityReport(store, {
    ...{ customer: 'Stadt & Land', month: { from, to }, nowMs },
    servers: hosts.map((one) => ({ host: one, consent })),
    objectives: new Map(hosts.map((one) => [one, 99.9])),
    planned: [{ from: from + 400 * periodMs, to: from + 402 * periodMs, servers: hosts.slice(0, 1) }],
  });
}
