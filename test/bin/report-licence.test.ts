import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../analyzer/analyze.ts';
import { reportLicence } from '../../bin/reports/licence.ts';
import { openOwnReviewLog } from '../../bin/reviews/log.ts';
import { licenceFormats } from '../../dashboards/reports/licence/formats.ts';
import type { LicenceReport } from '../../dashboards/reports/licence/report.ts';
import { tongueOf } from '../../dashboards/reports/words/tongue.ts';
import { instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import { findingSubject } from '../../model/review-subject.ts';
import { aCheck, anOffer, type Look, lookedAt, mastodonUrl, ownUrl, tag } from '../../rules/given/offers.ts';
import { rules } from '../../rules/index.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { aServer, host, keptLog } from '../store/examples.ts';
import { anErrand, type Errand } from './errands.ts';

const ours = host('social.stadt.example');
const second = host('video.stadt.example');
const stranger = host('social.other.example');
const peer = host('peer.example');
const next = host('next.example');
const customer = 'Stadt & Land';
const hostile = '4.4.2+=cmd|calc**b**<b>x';

/** Members of a server in the JSON form. */
type Told = Readonly<Record<'server' | 'verdict' | 'confidence' | 'reason', string>>;

let errand: Errand;

async function append(observations: readonly Observation[]): Promise<void> {
  const { store, log, clock } = errand.foundation;
  const directory = join(errand.folder, 'spool');
  const spool = await openSpool({ directory, maxAgeMs: 2 }, { sink: store, log, clock });
  await spool.append({ observations, evidence: [] });
  await spool.close();
}

/** A look at one of several servers, stored. */
async function see(server: Host, look: Look): Promise<void> {
  await append(lookedAt(server, look));
  await analyze({ store: errand.foundation.store, rules, log: keptLog() }, instant(0));
}

const stock = (at: string): Look => ({
  at,
  version: '4.4.2',
  offers: [anOffer(mastodonUrl)],
  checks: [aCheck(mastodonUrl, { references: [tag('v4.4.2', 'found')] })],
});

beforeAll(async () => {
  errand = await anErrand();
  const { store } = errand.foundation;
  await store.enrol([
    aServer(ours, { role: 'hosted', customer }),
    aServer(second, { role: 'hosted', customer }),
    aServer(stranger, { role: 'hosted', customer: 'Other Institution' }),
    aServer(peer),
    aServer(next),
  ]);
  const found = [aCheck(ownUrl, { references: [tag('v4.4.2+stadt.7', 'found')], licence: 'agpl' })];
  await see(ours, { at: '2025-11-05T10:00:00.000Z', checks: found });
  await see(second, stock('2025-11-05T10:00:00.000Z'));
  await see(peer, { at: '2025-11-05T10:00:00.000Z', version: hostile, offers: [anOffer(mastodonUrl)] });
  await see(peer, { at: '2025-11-07T10:00:00.000Z', version: hostile, offers: [anOffer(mastodonUrl)] });
  const log = await openOwnReviewLog(errand.foundation);
  const subject = findingSubject({ rule: 'licence.offer-corresponds', server: peer });
  await log.append({ by: 'kim', subject, act: 'rebuttal', text: 'Our source is at <git.peer.example>.' });
  await log.close();
});

const english = (format: keyof typeof licenceFormats) => (report: LicenceReport) =>
  licenceFormats[format](report, tongueOf('en'));

async function printed(
  format: keyof typeof licenceFormats,
  { month = '2025-11', peers = [peer], foundation = errand.foundation } = {},
) {
  const before = errand.out().length;
  const request = { customer, month, peers, write: english(format) };
  expect(await reportLicence(request, foundation)).toBe(0);
  return errand.out().slice(before);
}

describe('report licence', () => {
  it('tells of our own servers first, then of the peers that were asked for', async () => {
    const report = JSON.parse(await printed('json'));

    expect(report.servers.map((one: Told) => [one.server, one.verdict, one.confidence])).toEqual([
      [ours, 'OFFER_MATCHES', 'high'],
      [second, 'UNMODIFIED_UPSTREAM', 'medium'],
    ]);
    expect(report.peers).toMatchObject([
      { server: peer, verdict: 'OFFER_UPSTREAM_ONLY', since: '2025-11-07T10:00:00.000Z' },
    ]);
    expect(report.peers[0].replies).toEqual(['Our source is at <git.peer.example>.']);
    expect(report.totals).toEqual({
      servers: { UNMODIFIED_UPSTREAM: 1, OFFER_MATCHES: 1 },
      peers: { OFFER_UPSTREAM_ONLY: 1 },
    });
  });

  it('knows the releases of the file that the rules read', async () => {
    await see(next, { at: '2025-11-06T10:00:00.000Z', version: '9.9.9', offers: [anOffer(mastodonUrl)] });
    const softwareNews = join(errand.folder, 'software-news.yaml');
    const url = 'https://github.com/mastodon/mastodon/tags';
    const text = `mastodon: { releases: [{ version: 9.9.9, readAt: 2025-11-01, source: '${url}' }] }`;
    await writeFile(softwareNews, text);
    const { foundation } = errand;
    const told = { ...foundation, configuration: { ...foundation.configuration, softwareNews } };

    const verdictAt = async (changes: { foundation?: typeof foundation }) =>
      JSON.parse(await printed('json', { peers: [next], ...changes })).peers[0].verdict;
    expect(await verdictAt({})).toBe('UNKNOWN');
    expect(await verdictAt({ foundation: told })).toBe('UNMODIFIED_UPSTREAM');
  });

  it('has the fields of SPDX, and does not assert what is not known', async () => {
    const { servers, peers } = JSON.parse(await printed('json'));

    expect(servers[0].spdx).toMatchObject({
      licenseConcluded: 'AGPL-3.0-or-later',
      downloadLocation: `git+${ownUrl}@v4.4.2%2Bstadt.7`,
    });
    expect(peers[0].spdx.downloadLocation).toBe('NOASSERTION');
  });

  it('states that our own servers are in order, with the days on which they were looked at', async () => {
    const { statement, method } = JSON.parse(await printed('json', { peers: [] }));

    expect(statement).toMatchObject({ state: 'in-order', attention: [], open: [] });
    expect(statement.coverage).toEqual([
      { server: ours, days: 30, daysRead: 1 },
      { server: second, days: 30, daysRead: 1 },
    ]);
    expect(method.join(' ')).toContain('It is no legal advice');
  });

  it('states nothing of a month in which nobody looked', async () => {
    const { statement, servers } = JSON.parse(await printed('json', { month: '2025-10' }));

    expect(statement.state).toBe('open');
    expect(servers.map((one: Told) => one.reason)).toEqual(['not-observed', 'not-observed']);
  });

  it('does not tell what was seen once', async () => {
    const { host: fresh } = aServer('fresh.example');
    await errand.foundation.store.enrol([aServer(fresh)]);
    await see(fresh, { at: '2025-11-20T10:00:00.000Z', offers: [] });

    const text = await printed('md', { peers: [fresh] });
    const [only] = JSON.parse(await printed('json', { peers: [fresh] })).peers;

    expect(only).toMatchObject({
      verdict: 'UNKNOWN',
      suspected: 'OFFER_MISSING',
      reason: 'awaiting-second-observation',
    });
    expect(text).toContain('Suspected, not reportable');
  });

  it.each(['html', 'csv', 'json', 'md'] as const)(
    'as %s names no other customer and no person',
    async (format) => {
      const text = await printed(format);

      for (const server of [ours, second, peer]) expect(text).toContain(server);
      expect(text).toMatch(/[0-9a-f]{64}/);
      expect(text).not.toMatch(/other\.example|Other Institution|kim/);
      expect(text).toContain(format === 'csv' ? 'licenseDeclared' : 'Section 13');
    },
  );

  it('defuses what others wrote in each format', async () => {
    expect(await printed('csv')).not.toMatch(/(^|,)[=+@-]/m);
    expect(await printed('html')).toContain('**b**&lt;b&gt;x');
    expect(await printed('md')).toContain('\\*\\*b\\*\\*\\<b\\>x');
  });

  it.each([
    [{ customer: 'Nobody', month: '2025-11' }, /no server is watched for the customer Nobody/],
    [{ customer, month: '2025-13' }, /2025-13 is no month that has begun/],
    [{ customer, month: '2025-11', peers: [host('unknown.example')] }, /unknown.example is not watched/],
  ])('refuses %j and says what to do', async (asked, says) => {
    const request = { peers: [], write: english('md'), ...asked };

    await expect(reportLicence(request, errand.foundation)).rejects.toThrow(says);
  });
});
