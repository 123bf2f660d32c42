import type { Clock } from '../../model/clock.ts';
import { startRecorder } from '../analyzer/notify/recorder.ts';

/** What a receiver took: who, what about whom, and when. `again`: it was sent before, and not taken. */
export interface HeardNews {
  readonly receiver: 'webhook' | 'alertmanager';
  readonly says: string;
  readonly atMs: number;
}

interface WebhookEvent {
  readonly type: string;
  readonly data: { readonly rule: string; readonly labels: Labels };
}
interface Posted {
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
  readonly endsAt: string;
}
type Labels = Readonly<Record<string, string>>;

const subjectOf = ({ server, vantage = '' }: Labels) => server ?? `vantage ${vantage}`;

/** A real HTTP server on loopback that stands for a webhook and for an Alertmanager, and notes what is news to them. */
export async function startListener(clock: Clock) {
  const heard: HeardNews[] = [];
  const taken = new Set<string>();
  const known = new Map<string, string>();
  let status = 200;
  const webhook = (body: string, id: string) => {
    const { type, data } = JSON.parse(body) as WebhookEvent; // our own
    const twice = taken.has(id) ? ', twice' : '';
    taken.add(id);
    const says = `${subjectOf(data.labels)} ${type.replace('alert.', '')}${twice}`;
    heard.push({ receiver: 'webhook', says, atMs: clock.now() });
  };
  const alertmanager = (body: string) => {
    for (const { labels, annotations, endsAt } of JSON.parse(body) as readonly Posted[]) {
      const subject = labels['alertname'] === 'monitor.alive' ? 'alive' : subjectOf(labels);
      const isUnknown = annotations['state']?.startsWith('not known') === true;
      const state = Date.parse(endsAt) <= clock.now() ? 'resolved' : isUnknown ? 'unknown' : 'firing';
      if (known.get(subject) === state) continue;
      known.set(subject, state);
      heard.push({ receiver: 'alertmanager', says: `${subject} ${state}`, atMs: clock.now() });
    }
  };
  const recorder = await startRecorder(({ path, body, headers }) => {
    if (status === 200 && path === '/hook') webhook(body, String(headers['webhook-id']));
    if (status === 200 && path === '/api/v2/alerts') alertmanager(body);
    return { status };
  });
  return {
    heard,
    settings: { alertmanager: [recorder.url], webhooks: [{ url: `${recorder.url}/hook` }] },
    answer: (next: number) => {
      status = next;
    },
    close: recorder.close,
  };
}
