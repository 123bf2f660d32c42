import { expect, it } from 'vitest';
import { paceDiagnoses } from '../../../bin/doctor/pace.ts';
import { configurationWith } from '../software-file.ts';

const reason =
  'availability.confirmed takes two visits in four hours, so an outage is confirmed only part of the time';
const told = (
  hosted: readonly unknown[],
  intervals: Readonly<Record<string, string>> = {},
  cadence: Readonly<Record<string, unknown>> = {},
) => paceDiagnoses(configurationWith(undefined, { hosted, crawler: { intervals, cadence } }));

it('doctor has nothing to say where outages can be confirmed', () => {
  expect(told([{ domain: 'a.example' }])).toEqual([]);
  expect(told([{ domain: 'a.example', interval: '2h' }])).toEqual([]);
  expect(told([], { hosted: '3h', unproven: '3h' })).toEqual([]);
});

it('doctor names the setting of one server that is visited too seldom', () =>
  expect(told([{ domain: 'a.example', interval: '150m' }, { domain: 'b.example' }])).toEqual([
    {
      state: 'problem',
      says: `a.example is visited every 2.5 hours: ${reason}`,
      fix: 'set its interval under hosted to 2h or less',
    },
  ]));

it('doctor says from four hours on that no outage is ever confirmed', () => {
  const says = (interval: string) => told([{ domain: 'a.example', interval }]).map((one) => one.says);

  expect(says('239m')).toEqual([expect.stringMatching(/confirmed only part of the time$/)]);
  expect(says('4h')).toEqual([expect.stringMatching(/so no outage is ever confirmed$/)]);
});

it('doctor names the setting of all servers unless each has its own, and that of servers without a proof always', () => {
  const intervals = { hosted: '3h', unproven: '6h' };

  expect(told([{ domain: 'a.example' }], intervals)).toMatchObject([
    { fix: 'set crawler.intervals.hosted to 2h or less' },
    { fix: 'set crawler.intervals.unproven to 2h or less' },
  ]);
  expect(told([{ domain: 'a.example', interval: '1m' }], intervals)).toMatchObject([
    { fix: 'set crawler.intervals.unproven to 2h or less' },
  ]);
  expect(told([{ domain: 'a.example', interval: '1m' }], { hosted: '3h' })).toEqual([]);
});

it('doctor names the cadence of one server whose questions about an outage are asked too seldom', () => {
  expect(told([{ domain: 'a.example', cadence: { A: '3h', B: '6h' } }])).toEqual([
    {
      state: 'problem',
      says: `a.example is asked whether it is up every 3 hours: ${reason}`,
      fix: 'set its cadence.A under hosted to 2h or less',
    },
  ]);
  expect(told([{ domain: 'a.example', cadence: { A: '2h', B: '6h' } }])).toEqual([]);
});

it('doctor names the cadence of all servers unless each has its own, and that of servers without a proof always', () => {
  const cadence = { hosted: { A: '3h' }, unproven: { A: '5h' } };

  expect(told([{ domain: 'a.example' }], {}, cadence)).toMatchObject([
    { fix: 'set crawler.cadence.hosted.A to 2h or less' },
    { fix: 'set crawler.cadence.unproven.A to 2h or less' },
  ]);
  expect(told([{ domain: 'a.example', cadence: { A: '1m' } }], {}, cadence)).toMatchObject([
    { fix: 'set crawler.cadence.unproven.A to 2h or less' },
  ]);
});
