import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stockCadence } from '../../../crawler/schedule/cadence.ts';
import { type OwnPace, Timetable } from '../../../crawler/schedule/timetable.ts';
import { hostNamed } from '../../visiting.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Site, startSite } from '../net/site.ts';
import { hour, minute, openStage, slotsOf } from '../stage.ts';

const intervalMs = { hosted: minute, unproven: hour, peer: hour };
const host = hostNamed('own.example');
const other = hostNamed('other.example');

function timetable(pace: OwnPace): Timetable {
  return new Timetable({ intervalMs, paces: new Map([[host, pace]]) });
}

describe('a server with a pace of its own', () => {
  test('is visited and asked at it, and nobody else is', () => {
    const own = timetable({ intervalMs: 10_000, cadence: { D: hour } });

    expect(own.intervalMs(host, 'hosted')).toBe(10_000);
    expect(own.leastMs(host, 'hosted')).toEqual({ ...stockCadence.hosted, D: hour });
    expect(own.intervalMs(other, 'hosted')).toBe(minute);
    expect(own.leastMs(other, 'hosted')).toEqual(stockCadence.hosted);
  });

  test('and without proof is pressed no harder than any server without proof', () => {
    const hasty = timetable({ intervalMs: 10_000, cadence: { C: minute, E: 30 * 24 * hour } });
    const calm = timetable({ intervalMs: 3 * hour });

    expect(hasty.intervalMs(host, 'unproven')).toBe(hour);
    expect(hasty.leastMs(host, 'unproven')).toEqual({ ...stockCadence.unproven, E: 30 * 24 * hour });
    expect(calm.intervalMs(host, 'unproven')).toBe(3 * hour);
  });
});

describe('a crawler', () => {
  let site: Site;
  let caPem: string;

  beforeAll(async () => {
    const authority = await createAuthority();
    caPem = authority.pem;
    site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (_request, response) =>
      response.writeHead(404).end(),
    );
  });
  afterAll(() => site.close());

  test('visits each peer at its own pace, and asks it each class of question as often as is said for it', async () => {
    const connectTo = [['*.fedi.test', `127.0.0.1:${site.port}`]] as const;
    const monitorOrigin = 'https://monitor.fedi.test';
    const stage = await openStage({ connectTo, caPem, resolver: '127.0.0.1:1', monitorOrigin });
    const [usual, rare] = ['usual.fedi.test', 'rare.fedi.test'].map((name) => stage.named(name, 'peer'));
    const paces = new Map([[rare!.host, { intervalMs: 4 * hour, cadence: { C: 4 * hour } }]]);
    const { turn, rows, close } = await stage.crawl([usual!, rare!], { paces });

    for (let at = 0; at <= 8; at += 1) {
      await turn();
      stage.pass(hour);
    }

    const slots = async (name: string) => slotsOf(await rows(name)).length;
    const asked = async (name: string) =>
      (await rows(name)).filter(({ probe }) => probe === 'nodeinfo').length;
    expect([await slots('usual.fedi.test'), await asked('usual.fedi.test')]).toEqual([9, 2]);
    expect([await slots('rare.fedi.test'), await asked('rare.fedi.test')]).toEqual([3, 3]);
    await close();
    await stage.end();
  });
});
