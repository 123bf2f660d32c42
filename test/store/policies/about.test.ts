import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../../model/host.ts';
import { domainDigest, mastodonMask } from '../../../model/masking.ts';
import { ourName } from '../../../model/policy.ts';
import { openStore } from '../../../store/open.ts';
import type { Store } from '../../../store/store.ts';
import { aServer, clock, host, keptLog } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';
import { against, aList } from './lists.ts';

const own = host('social.institution.example');
const masked = (name: string, mask = mastodonMask(name)) =>
  against(name, 'limit', {
    subject: { kind: 'digest', sha256: domainDigest(name), mask },
    obfuscated: true,
  });

let store: Store;
beforeAll(async () => {
  store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
  await store.enrol(
    ['named.example', 'masked.example', 'shy.example', 'new.example'].map((name) => aServer(name)),
  );
  await store.recordPolicies([
    aList('named.example', 1, [against(own, 'reject', { reason: 'spam' })]),
    aList('masked.example', 1, [masked(own)]),
    aList('wrong-mask.example', 1, [masked(own, mastodonMask('social.somebodyes.example'))]),
    aList('parent.example', 1, [against('institution.example')]),
    aList('exact.example', 1, [against('institution.example')], { origin: 'lemmy', covers: 'name' }),
    aList('masked-parent.example', 1, [masked('institution.example')]),
    aList('wild.example', 1, [
      against('x.example', 'reject', { subject: { kind: 'pattern', pattern: '*.institution.example' } }),
    ]),
    aList('below.example', 1, [
      against('x.example', 'reject', { subject: { kind: 'pattern', pattern: `*.${own}` } }),
    ]),
    aList('other.example', 1, [against('social.institution.test'), against('xsocial.institution.example')]),
    aList('mask-only.example', 1, [
      against(own, 'reject', { subject: { kind: 'digest', sha256: '', mask: mastodonMask(own) } }),
    ]),
    aList('shy.example', 1, [], { state: 'hidden', mode: 'allow-list', digest: '' }),
  ]);
});
afterAll(() => store.close());

describe('who rejects a server', () => {
  it('is found by name, by digest with a mask that fits, and by a domain above it, and never by less', async () => {
    const about = await store.policiesAbout(own);

    expect(about.map(({ observer, by, level }) => [observer, by, level])).toEqual([
      ['masked-parent.example', 'parent', 'limit'],
      ['masked.example', 'digest', 'limit'],
      ['named.example', 'name', 'reject'],
      ['parent.example', 'parent', 'reject'],
      ['wild.example', 'parent', 'reject'],
    ]);
    expect(about[2]).toEqual({
      observer: 'named.example',
      source: 'api',
      origin: 'mastodon',
      partial: false,
      subject: { kind: 'host', host: own },
      level: 'reject',
      native: 'suspend',
      reason: 'spam',
      obfuscated: false,
      covers: 'subdomains',
      firstSeen: '2025-11-01T10:00:00.000Z',
      replayed: false,
      lastSeen: '2025-11-01T10:00:00.000Z',
      by: 'name',
    });
  });

  it('is narrowed by how it is known', async () => {
    expect(await store.policiesAbout(own, { sources: ['list'] })).toEqual([]);
    expect(await store.policiesAbout(own, { sources: ['api'] })).toHaveLength(5);
  });

  it('has its changes by the same names', async () => {
    await store.recordPolicies([
      aList('named.example', 2, []),
      aList('masked.example', 2, []),
      aList('exact.example', 2, [], { origin: 'lemmy', covers: 'name' }),
    ]);
    const filter = { since: '2025-11-01T10:00:00.000Z', subject: own };
    const changes = await store.policyChanges(filter, { limit: 10, offset: 0 });

    expect(changes.map(({ observer, kind }) => [observer, kind])).toEqual([
      ['masked.example', 'removed'],
      ['named.example', 'removed'],
    ]);
    expect(changes[1]).toMatchObject({ before: { level: 'reject', native: 'suspend' }, reason: 'spam' });
  });

  it('has the newest changes of a period, and says where they are cut', async () => {
    await store.recordPolicies([aList('named.example', 4, [against(own)])]);
    const [first, last] = ['2025-11-02T10:00:00.000Z', '2025-11-04T10:00:00.000Z'];
    const about = async (until: string, limit: number) => {
      const since = '2025-11-01T10:00:00.000Z';
      const { changes, cutAt } = await store.policyChangesAbout([own], { since, until, limit });
      return [...changes.map(({ change }) => [change.observer, change.kind]), cutAt];
    };

    expect(await about(first, 2)).toEqual([
      ['masked.example', 'removed'],
      ['named.example', 'removed'],
      undefined,
    ]);
    expect(await about(last, 1)).toEqual([['named.example', 'added'], first]);
  });

  it('has the newest changes of one list or about one server, and how many are left out', async () => {
    const since = '2025-11-01T10:00:00.000Z';
    const newest = async (filter: { observer?: Host; subject?: Host }, limit: number) => {
      const { changes, left } = await store.newestPolicyChanges({ since, ...filter }, limit);
      return [...changes.map(({ observer, kind }) => [observer, kind]), left];
    };

    expect(await newest({ subject: own }, 2)).toEqual([
      ['named.example', 'removed'],
      ['named.example', 'added'],
      1,
    ]);
    expect(await newest({ observer: host('named.example') }, 1)).toEqual([['named.example', 'added'], 1]);
    expect(await newest({ observer: host('named.example') }, 2)).toEqual([
      ['named.example', 'removed'],
      ['named.example', 'added'],
      0,
    ]);
  });
});

describe('coverage', () => {
  it('counts peers by the state of the newest reading, and those that were never read', async () => {
    const subject = { kind: 'pattern', pattern: ourName } as const;
    const toUs = against('x.example', 'note', { subject, native: 'disallows everything' });
    await store.recordPolicies([aList('masked.example', 1, [toUs], { source: 'robots', origin: 'robots' })]);
    const states = { published: 2, partial: 0, hidden: 1, 'not-supported': 0, declined: 0, failed: 0 };

    expect(await store.policyCoverage()).toEqual({ known: 4, byState: states, unread: 1, namingUs: 1 });
  });

  it('knows the newest reading of each list and the mode it tells', async () => {
    const [shy, ...others] = await store.newestReadings([host('shy.example')]);

    expect(others).toEqual([]);
    expect(shy).toEqual(
      aList('shy.example', 1, [], { state: 'hidden', mode: 'allow-list', digest: '' }).reading,
    );
    const modes = await store.federationModes([
      host('shy.example'),
      host('named.example'),
      host('new.example'),
    ]);
    expect([...modes].toSorted()).toEqual([
      ['named.example', 'open'],
      ['shy.example', 'allow-list'],
    ]);
  });
});
