import { describe, expect, test } from 'vitest';
import { CandidatePool, type PoolOptions } from '../../../crawler/candidates/pool.ts';
import { NameSet } from '../../../crawler/net/names/name-set.ts';
import { hostNamed } from '../../visiting.ts';

const nobody = new NameSet([]);
const isLab = (host: string) => host.endsWith('.fedi.test');

function aPool(changed: Partial<PoolOptions> = {}): CandidatePool {
  return new CandidatePool({ capacity: 100, perDomain: 3, excluded: nobody, isLab, ...changed });
}

function offered(pool: CandidatePool, ...names: readonly string[]): readonly string[] {
  return names.map((name) => pool.offer('namer.social', name, nobody));
}

describe('a pool of candidates', () => {
  test.each([
    ['10.0.0.1', 'ip-address'],
    ['0x7f.1', 'ip-address'],
    ['[2001:db8::1]', 'ip-address'],
    ['mastodon.social:443', 'has-port'],
    ['https://mastodon.social/', 'not-a-name'],
    ['alice@mastodon.social', 'not-a-name'],
    ['localhost', 'not-a-name'],
    ['-.mastodon.social', 'not-a-name'],
    ['', 'not-a-name'],
    ['social.test', 'reserved-name'],
    ['social.example.org', 'reserved-name'],
    ['abcdefghij.onion', 'reserved-name'],
    ['router.local', 'reserved-name'],
    ['nas.home.arpa', 'reserved-name'],
    ['mastodon.socialnetwork', 'unknown-ending'],
    ['co.uk', 'public-suffix'],
    ['github.io', 'public-suffix'],
  ])('refuses %j: %s', (name, reason) => {
    expect(offered(aPool(), name)).toEqual([reason]);
  });

  test('knows a name by its one spelling, whatever the spelling was', () => {
    const pool = aPool();

    const ends = offered(pool, 'Bücher.social', 'xn--bcher-kva.social', 'BÜCHER.SOCIAL.', 'bücher.social');

    expect(ends).toEqual(['fresh', 'known', 'known', 'known']);
    expect(pool.take(10)).toEqual(['xn--bcher-kva.social']);
  });

  test('exempts names of a lab from one refusal only', () => {
    const excluded = new NameSet(['off.fedi.test']);

    expect(offered(aPool({ excluded }), 'a.fedi.test', 'b.fedi.test:444', 'off.fedi.test')).toEqual([
      'fresh',
      'has-port',
      'excluded',
    ]);
  });

  test('leaves out what the operator or a list does not want, with all names below', () => {
    const pool = aPool({ excluded: new NameSet(['quiet.social']) });
    const blocked = new NameSet(['bad.social']);
    const names = ['quiet.social', 'a.quiet.social', 'notquiet.social', 'x.bad.social', 'bad.social.ooo'];

    const ends = names.map((name) => pool.offer('namer.social', name, blocked));

    expect(ends).toEqual(['excluded', 'excluded', 'fresh', 'blocklisted', 'fresh']);
  });

  test('takes a few of a wildcard domain, and counts those that are watched', () => {
    const pool = aPool();
    pool.watch(hostNamed('one.troll.social'));

    const ends = offered(pool, 'two.troll.social', 'three.troll.social', 'four.troll.social', 'other.social');

    expect(ends).toEqual(['fresh', 'fresh', 'domain-full', 'fresh']);
  });

  test('counts the owners of a shared suffix apart', () => {
    const pool = aPool({ perDomain: 1 });

    expect(offered(pool, 'a.duckdns.org', 'b.duckdns.org', 'c.b.duckdns.org')).toEqual([
      'fresh',
      'fresh',
      'domain-full',
    ]);
  });

  test('has an end', () => {
    const pool = aPool({ capacity: 2 });
    pool.offer('other.social', 'a.social', nobody);

    expect(offered(pool, 'b.social', 'c.social', 'a.social')).toEqual(['fresh', 'pool-full', 'known']);
  });

  test('leaves half of its room to others when one server makes names up', () => {
    const pool = aPool({ capacity: 4 });

    expect(offered(pool, 'a.social', 'b.social', 'c.social')).toEqual(['fresh', 'fresh', 'namer-full']);
    expect(pool.offer('other.social', 'd.social', nobody)).toBe('fresh');
    expect(pool.offer('other.social', 'a.social', nobody)).toBe('known');
    expect(offered(pool, 'c.social', 'e.social')).toEqual(['fresh', 'pool-full']);
  });

  test('gives a server its half again when its names were taken or dropped', () => {
    const pool = aPool({ capacity: 4 });
    offered(pool, 'a.social', 'b.social');
    pool.drop(new NameSet(['a.social']));
    expect(offered(pool, 'c.social', 'd.social')).toEqual(['fresh', 'namer-full']);
    pool.take(1);

    expect(offered(pool, 'd.social', 'e.social')).toEqual(['fresh', 'namer-full']);
  });

  test('hands out first what most servers named, however often one repeats itself', () => {
    const pool = aPool();
    for (let turn = 0; turn < 20; turn += 1) offered(pool, 'loud.social');
    for (const namer of ['one.social', 'two.social', 'three.social'])
      pool.offer(namer, 'liked.social', nobody);

    expect(pool.take(1)).toEqual(['liked.social']);
    expect([...pool.take(9), ...pool.take(9)]).toEqual(['loud.social']);
    expect(offered(pool, 'liked.social')).toEqual(['known']);
    expect(pool.size).toBe(0);
  });

  test('lets go of what a new list names, and has room again in its domain', () => {
    const pool = aPool({ perDomain: 1 });
    offered(pool, 'bad.troll.social', 'good.social');

    expect(pool.drop(new NameSet(['bad.troll.social']))).toBe(1);
    expect(pool.size).toBe(1);
    expect(offered(pool, 'fine.troll.social')).toEqual(['fresh']);
  });
});
