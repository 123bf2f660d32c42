import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../bin/digest.ts';
import { receiversOf } from '../../bin/receivers.ts';
import { reportDefederation } from '../../bin/reports/defederation.ts';
import { openOwnReviewLog } from '../../bin/reviews/log.ts';
import { defederationFormats } from '../../dashboards/reports/defederation/formats.ts';
import type { DefederationReport } from '../../dashboards/reports/defederation/report.ts';
import { tongueOf } from '../../dashboards/reports/words/tongue.ts';
import { headFault, signedHeadSchema } from '../../model/review-head.ts';
import { policySubject } from '../../model/review-subject.ts';
import { standingClock } from '../analyzer/notify/notices.ts';
import { startRecorder } from '../analyzer/notify/recorder.ts';
import { aServer, clock, host, keptLog } from '../store/examples.ts';
import { against, aList } from '../store/policies/lists.ts';
import { anErrand, type Errand } from './errands.ts';

const stadt = host('social.stadt.example');
const other = host('social.other.example');
const customer = 'Stadt & Land';
const hostile = '=cmd|calc **bold** <b>x</b>';

let errand: Errand;
beforeAll(async () => {
  errand = await anErrand();
  const { store } = errand.foundation;
  const watchedSince = '2025-11-01T00:00:00.000Z';
  await store.enrol([
    aServer(stadt, { role: 'hosted', customer }),
    aServer(other, { role: 'hosted', customer: 'Other Institution' }),
    aServer('peer.example', { watchedSince }),
    aServer('quiet.example', { watchedSince }),
    aServer('late.example', { watchedSince: '2025-12-01T00:00:00.000Z' }),
  ]);
  await store.recordPolicies([aList('peer.example', 5, []), aList('quiet.example', 5, [])]);
  const second = [against(stadt, 'reject', { reason: hostile }), against(other, 'limit')];
  await store.recordPolicies([aList('peer.example', 9, second)]);
  const hidden = { state: 'hidden', digest: '', readAt: '2025-12-05T10:00:00.000Z' } as const;
  await store.recordPolicies([aList('quiet.example', 5, [], hidden)]);
  const log = await openOwnReviewLog(errand.foundation);
  const policy = { observer: host('peer.example'), source: 'api', origin: 'mastodon' } as const;
  const subject = policySubject(policy, { kind: 'host', host: stadt }, stadt);
  await log.append({ by: 'kim', subject, act: 'rebuttal', text: 'We closed sign-up.' });
  await log.close();
});

const english = (format: keyof typeof defederationFormats) => (report: DefederationReport) =>
  defederationFormats[format](report, tongueOf('en'));

async function printed(format: keyof typeof defederationFormats, period: { month?: string; week?: boolean }) {
  const before = errand.out().length;
  const request = { customer, week: false, write: english(format), ...period };
  expect(await reportDefederation(request, errand.foundation)).toBe(0);
  return errand.out().slice(before);
}

describe('report defederation', () => {
  it('tells a customer of a month who rejects its servers, what changed, and how much was read', async () => {
    const report = JSON.parse(await printed('json', { month: '2025-11' }));

    expect(report).toMatchObject({
      customer,
      since: '2025-11-01T00:00:00.000Z',
      until: '2025-12-01T00:00:00.000Z',
    });
    const [only] = report.servers;
    expect(only).toMatchObject({ since: report.since, until: report.until });
    expect(report.servers).toHaveLength(1);
    expect(only.rejections).toMatchObject([
      { policy: { observer: 'peer.example', reason: hostile }, rebuttal: 'We closed sign-up.' },
    ]);
    expect(only.changes).toMatchObject([{ kind: 'added', changedAt: '2025-11-09T10:00:00.000Z' }]);
    expect(only.coverage).toMatchObject({ known: 2, byState: { published: 2 } });
    expect(only.reach.at(-1)).toMatchObject({ peers: 2, accepting: 1 });
  });

  it('knows nothing yet of what came after the month', async () => {
    const [only] = JSON.parse(await printed('json', { month: '2025-10' })).servers;

    expect([only.rejections, only.changes]).toEqual([[], []]);
    expect(only.coverage).toMatchObject({ known: 0, byState: { published: 0 } });
  });

  it('holds the signed head of the review log', async () => {
    const { head } = JSON.parse(await printed('json', { week: true }));

    expect(head.count).toBe(1);
    const reviews = await errand.foundation.store.reviews();
    expect(headFault(signedHeadSchema.parse(head), reviews)).toBeUndefined();
  });

  it.each(['html', 'csv', 'json', 'md'] as const)(
    'as %s names no other customer and no person',
    async (format) => {
      const text = await printed(format, { month: '2025-11' });

      expect(text).toContain(stadt);
      expect(text).toMatch(/[0-9a-f]{64}/);
      expect(text).not.toMatch(/other\.example|Other Institution|kim/);
      if (format !== 'json') expect(text).toContain('2 of 2 peers publish a list we may read');
    },
  );

  it('defuses what others wrote in each format', async () => {
    const month = '2025-11';
    expect(await printed('csv', { month })).toContain(`,'${hostile},`);
    expect(await printed('html', { month })).toContain('**bold** &lt;b&gt;x&lt;/b&gt;');
    expect(await printed('md', { month })).toContain('=cmd\\|calc \\*\\*bold\\*\\* \\<b\\>x\\</b\\>');
  });

  it('is the digest of the last seven days with --week', async () => {
    const { since, until, servers } = JSON.parse(await printed('json', { week: true }));

    expect(Date.parse(until) - Date.parse(since)).toBe(7 * 86_400_000);
    expect(Date.parse(until)).toBeLessThanOrEqual(clock.now());
    expect(servers[0].changes).toEqual([]);
    expect(servers[0].rejections).toHaveLength(1);
    expect(servers[0].coverage).toMatchObject({ known: 3, byState: { published: 1, hidden: 1 }, unread: 1 });
    expect(servers[0].reach.at(-1)).toMatchObject({ peers: 1, accepting: 0 });
  });

  it.each([
    [{ customer: 'Nobody', month: '2025-11' }, /no server is watched for the customer Nobody/],
    [{ customer, month: '2025-13' }, /2025-13 is no month that has begun/],
    [{ customer, month: '2999-01' }, /no month that has begun/],
    [{ customer }, /no period was chosen/],
  ])('refuses %j and says what to do', async (asked, says) => {
    const request = { week: false, write: english('md'), ...asked };

    await expect(reportDefederation(request, errand.foundation)).rejects.toThrow(says);
  });
});

describe('the weekly digest', () => {
  const zone = { day: 'monday', time: '08:00', zone: 'Europe/Berlin' } as const;
  type Webhooks = (typeof errand.foundation.configuration)['alerts']['webhooks'];
  async function told(webhooks: Webhooks) {
    const log = keptLog();
    const time = standingClock('2025-11-09T12:00:00.000Z');
    const { configuration } = errand.foundation;
    const alerts = { ...configuration.alerts, webhooks, digest: zone };
    const ground = { ...errand.foundation, log, clock: time, configuration: { ...configuration, alerts } };
    const receivers = await receiversOf(ground, digestOf(ground));
    await receivers.step();
    time.forward(86_400_000);
    await receivers.step();
    await receivers.close();
    return log.lines;
  }

  it('goes to the webhooks of trust and safety, with its page and the signed head', async () => {
    const recorder = await startRecorder();
    const urls = ['safety', 'legal', 'all'].map((path) => `${recorder.url}/${path}`);
    const [safety = '', legal = '', all = ''] = urls;
    await told([{ url: safety, audience: 'trust-safety' }, { url: legal, audience: 'legal' }, { url: all }]);
    await recorder.close();

    expect(recorder.requests.map(({ path }) => path).toSorted()).toEqual(['/all', '/safety']);
    const [{ type, data }, second] = recorder.requests.map(({ body }) => JSON.parse(body));
    expect([type, second.data]).toEqual(['defederation.digest', data]);
    expect(data.link).toBe('https://monitor.example/defederation/weeks/2025-11-10');
    expect(data.servers).toMatchObject([
      { server: other, limiting: 1, changes: [{ kind: 'added', confidence: { level: 'medium' } }] },
      { server: stadt, rejecting: 1, customer },
    ]);
    expect(data.text).toContain('2 of 2 peers publish a list we may read');
    expect(data.head.count).toBe(1);
  });

  it('that nobody would get is told in the log; without its setting there is none', async () => {
    const lines = await told([{ url: 'http://127.0.0.1:9', audience: 'legal' }]);

    expect(lines.map(({ message }) => message)).toContainEqual(
      'the weekly digest goes to nobody: no webhook is for trust-safety or for all',
    );
    expect(digestOf(errand.foundation)).toBeUndefined();
  });
});
