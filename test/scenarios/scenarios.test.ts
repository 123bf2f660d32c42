import { expect, test } from 'vitest';
import { breakages } from '../fediverse/breakages/index.ts';
import { software } from '../fediverse/software/index.ts';
import { listPublishers } from '../fediverse/software/list-publishers.ts';
import { scenarios } from './index.ts';

/** Every rule that one visit can fail, from the catalogue. */
const rules = [
  'dns.resolves dns.public-addresses dns.aaaa-usable tls.valid tls.chain-complete tls.expiry',
  'http.date-skew http.waf-challenge http.latency-budget http.redirect-budget http.ip-parity http.soft-404',
  'webfinger.resolves webfinger.content-type webfinger.subject webfinger.self-link webfinger.split-domain webfinger.loopback',
  'hostmeta.lrdd nodeinfo.discovery nodeinfo.jrd-shape nodeinfo.href-host nodeinfo.schema-tolerant nodeinfo.protocols',
  'nodeinfo.version-matches collection.outbox-type collection.item-fetch',
  'actor.conneg-activityjson actor.conneg-ldjson actor.conneg-mixed actor.content-type actor.vary actor.id-canonical',
  'actor.context actor.type actor.username actor.inbox-outbox actor.same-host-endpoints actor.key-shape actor.key-owner',
  'actor.cache-crosstalk actor.key-id-fetch actor.conneg-html actor.shared-inbox actor.size-utf8',
  'webfinger.subscribe-template instance-api.signup-state actor.origin-redirect collection.page',
  'http.hsts webfinger.https-only-redirect hostmeta.document nodeinfo.content-type',
  'actor.gone actor.instance-actor-public peering.closed-federation hosting.registrations hosting.source',
  'hosting.federation-mode hosting.rules-page hosting.contact hosting.privacy-policy hosting.advisories hosting.software',
].flatMap((line) => line.split(' '));

/** Rules that cannot fail alone: the other one is the same fact, seen from another side. */
const paired = [
  'tls.chain-complete',
  'actor.id-canonical',
  'webfinger.https-only-redirect',
  'hosting.federation-mode',
];

/** Breakages that show over time, or that other tests use; no single visit tells of them. */
const runTimeOnly = [
  'dns-rebinding',
  'dns-ipv6-dead',
  'connection-silent',
  'cut-off-everywhere',
  'robots-names-us',
  'federation-slow',
  'nodeinfo-busy',
  'actor-key-apart',
  'actor-other-key',
  'block-list-younger',
  'front-page-elsewhere',
  'full-of-people',
  'peers-at-v3',
  'peers-private',
  'peers-of-mbin',
];

test('every host stands once, as its web domain does', () => {
  const hosts = scenarios.flatMap(({ host, webHost }) => (webHost === undefined ? [host] : [host, webHost]));

  expect(new Set(hosts).size).toBe(hosts.length);
});

test.each(rules)('some scenario fails %s and nothing else', (rule) => {
  const failing = scenarios.filter(({ failed }) => rule in failed);
  const alone = failing.filter(({ failed }) => Object.keys(failed).length === 1);

  expect(paired.includes(rule) ? failing.length : alone.length).toBeGreaterThan(0);
});

test('no scenario fails a rule outside the catalogue', () => {
  const failed = scenarios.flatMap((scenario) => Object.keys(scenario.failed));

  expect(failed.filter((rule) => !rules.includes(rule))).toEqual([]);
});

test('healthy servers fail nothing, and every software has one', () => {
  const healthy = scenarios.filter(({ broken }) => broken === undefined);

  expect(healthy.filter(({ failed }) => Object.keys(failed).length > 0)).toEqual([]);
  expect([...new Set(healthy.map((scenario) => scenario.software))].toSorted()).toEqual(
    // What publishes a block list and little else is asked by the tests of that probe.
    Object.keys(software)
      .filter((name) => !Object.hasOwn(listPublishers, name))
      .toSorted(),
  );
});

test('every breakage is a scenario or is known to be none', () => {
  const used = new Set<string>(scenarios.flatMap(({ broken }) => broken ?? []));

  expect(Object.keys(breakages).filter((name) => !used.has(name))).toEqual(runTimeOnly);
});

test('an outcome never stands both as failed and as unsettled, and each has its reason', () => {
  for (const { host, failed, cannotTell = {}, note } of scenarios) {
    const reasons = Object.values({ ...failed, ...cannotTell });

    expect(
      Object.keys(failed).filter((rule) => rule in cannotTell),
      host,
    ).toEqual([]);
    expect(
      reasons.filter((reason) => reason.length < 10),
      host,
    ).toEqual([]);
    expect(note, host).toMatch(/\.$/);
  }
});

test('accounts are of their own server, and only hosted servers have customers', () => {
  for (const { host, account, role, customer } of scenarios) {
    expect(account === undefined || account.endsWith(`@${host}`), host).toBe(true);
    expect(customer === undefined || role === 'hosted', host).toBe(true);
  }
});
