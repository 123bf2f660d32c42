import { describe, expect, test } from 'vitest';
import type { CrosstalkData } from '../../../crawler/probes/crosstalk.ts';
import { disallowed, missed, partly, placeFor, testTroubles, untroubled } from './stages.ts';

const place = placeFor('crosstalk', { here: { software: 'mastodon' } });

describe('the crosstalk probe', () => {
  test('records what a peer, a browser and a peer again get', async () => {
    const { data } = await place.look('here');

    const { answers } = data as CrosstalkData;
    expect(answers.map(({ wanted }) => wanted)).toEqual(['activity', 'page', 'activity']);
    expect(answers.map((answer) => answer.ok && answer.data.kind)).toEqual([
      'activity',
      'redirect',
      'activity',
    ]);
  });

  testTroubles(place, 'here', {
    dns: partly('dns-nxdomain'),
    connect: partly('connect-refused'),
    tls: partly('tls-expired'),
    http: untroubled({
      answers: [{ data: { status: 503 } }, { data: { status: 503 } }, { data: { status: 503 } }],
    }),
    body: untroubled({
      answers: [{ data: { kind: 'other' } }, { data: { kind: 'redirect' } }, { data: { kind: 'other' } }],
    }),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
