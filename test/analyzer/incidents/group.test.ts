import { describe, expect, it } from 'vitest';
import type { FollowedAlert } from '../../../model/followed-alert.ts';
import type { SharedCause } from '../../../model/incident.ts';
import { randomFrom } from '../../random.ts';
import { census, type Failing, firing, groupedAt } from './firing.ts';

const address = (value: string): SharedCause => ({ kind: 'address', value });
const network: SharedCause = { kind: 'network', value: '192.0.2.0/24' };
const software = (value: string): SharedCause => ({ kind: 'software', value });

/** Twelve servers: six on each of two addresses in one network, all with the same software. */
const servers = census(12, (index) => [
  address(index < 6 ? '192.0.2.1' : '192.0.2.2'),
  network,
  software('mastodon 4.5.1'),
]);
const down = (indexes: readonly number[], at = 0): readonly Failing[] =>
  indexes.map((index) => [`s${index}.example`, 'actor.vary', at + index / 10]);
const causes = (made: ReturnType<typeof groupedAt>) =>
  made.incidents.map(({ cause, members }) => [cause.kind, cause.value, members.length]);
const left = (followed: readonly FollowedAlert[]) => followed.filter(({ alert }) => !alert.incident).length;

describe('alerts that begin together', () => {
  it('are one incident with the address that all of them share and nobody else has', () => {
    const made = groupedAt(1, firing(...down([0, 1, 2, 3, 4, 5])), { servers });

    expect(causes(made)).toEqual([['address', '192.0.2.1', 6]]);
    expect(left(made.followed)).toBe(0);
  });

  it('are an incident of the network when both addresses of it suffer', () => {
    const made = groupedAt(1, firing(...down([0, 1, 2, 3, 6, 7, 8, 9])), { servers });

    expect(causes(made)).toEqual([['network', '192.0.2.0/24', 8]]);
  });

  it('are none when less than half of those that share it suffer', () => {
    expect(causes(groupedAt(1, firing(...down([0, 6])), { servers }))).toEqual([]);
  });

  it('of one server are an incident of that server', () => {
    const failing = firing(['s0.example', 'actor.vary', 0], ['s0.example', 'webfinger.resolves', 3]);

    expect(causes(groupedAt(4, failing, { servers }))).toEqual([['server', 's0.example', 2]]);
  });

  it('at half of the fleet for one rule, and nothing else in common, are an incident of the rule', () => {
    const strangers = census(6, (index) => [address(`192.0.2.${index}`)]);

    expect(causes(groupedAt(1, firing(...down([0, 1, 2])), { servers: strangers }))).toEqual([
      ['rule', 'actor.vary', 3],
    ]);
  });

  it('in two places are two incidents', () => {
    const two = census(8, (index) => [address(index < 4 ? '192.0.2.1' : '198.51.100.1')]);
    const failing = [0, 1, 2, 3].map((index): Failing => [`s${index}.example`, 'actor.vary', 0]);
    const others = [4, 5, 6, 7].map((index): Failing => [`s${index}.example`, 'tls.expiry', 0]);

    expect(causes(groupedAt(1, firing(...failing, ...others), { servers: two }))).toEqual([
      ['address', '192.0.2.1', 4],
      ['address', '198.51.100.1', 4],
    ]);
  });

  it('are told from those that begin later: ten minutes between one and the next, not more', () => {
    const chain: Failing[] = [0, 1, 2].map((index) => [`s${index}.example`, 'actor.vary', index * 10]);
    const apart: Failing[] = [0, 1].map((index) => [`s${index}.example`, 'actor.vary', index * 11]);
    const four = census(4, () => [address('192.0.2.1')]);

    expect(causes(groupedAt(30, firing(...chain), { servers: four }))).toEqual([['address', '192.0.2.1', 3]]);
    expect(causes(groupedAt(30, firing(...apart), { servers: four }))).toEqual([]);
  });

  it('about no server are left alone', () => {
    const monitor = firing(['', 'monitor.alive', 0]).map((one) => ({
      ...one,
      alert: { ...one.alert, labels: {} },
    }));

    expect(groupedAt(1, monitor, { servers })).toEqual({ followed: monitor, incidents: [] });
  });
});

describe('an incident', () => {
  const first = groupedAt(1, firing(...down([0, 1, 2, 3])), { servers });
  const [incident] = first.incidents;

  it('keeps its id and its cause when others join, and takes them in the order they come', () => {
    const more = [...first.followed, ...firing(...down([4, 5], 5))];
    const second = groupedAt(7, more, { servers, open: first.incidents });

    expect(second.incidents).toMatchObject([{ id: incident?.id, cause: address('192.0.2.1') }]);
    expect(second.incidents[0]?.members.slice(0, 4)).toEqual(incident?.members);
    expect(second.incidents[0]?.members).toHaveLength(6);
    expect(left(second.followed)).toBe(0);
  });

  it('is not joined by what shares nothing, or begins much later', () => {
    const stranger = firing(['s9.example', 'actor.vary', 1]);
    const late = firing(['s4.example', 'actor.vary', 30]);
    const second = groupedAt(31, [...first.followed, ...stranger, ...late], {
      servers,
      open: first.incidents,
    });

    expect(second.incidents).toEqual([]);
    expect(left(second.followed)).toBe(2);
  });

  it('does not change while nothing does', () => {
    expect(groupedAt(2, first.followed, { servers, open: first.incidents }).incidents).toEqual([]);
  });

  it('goes on while one member fires or is unknown, and ends with the last', () => {
    const inState = (state: 'resolved' | 'unknown') => (one: FollowedAlert) =>
      ({ ...one, alert: { ...one.alert, state } }) as const;
    const [one, ...others] = first.followed;
    const some = [inState('unknown')(one!), ...others.map(inState('resolved'))];

    expect(groupedAt(9, some, { servers, open: first.incidents }).incidents).toEqual([]);
    const all = first.followed.map(inState('resolved'));
    expect(groupedAt(9, all, { servers, open: first.incidents }).incidents).toEqual([
      { ...incident, endedAt: '2026-11-02T00:09:00.000Z' },
    ]);
  });

  it('is the same whatever the order of the alerts', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = randomFrom(seed);
      const shuffled = firing(...down([0, 1, 2, 3])).toSorted(() => random() - 0.5);

      expect(groupedAt(1, shuffled, { servers }).incidents).toEqual(first.incidents);
    }
  });
});
