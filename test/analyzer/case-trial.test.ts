import { expect, test } from 'vitest';
import { tryCases } from '../../analyzer/case-trial.ts';
import { casesOf } from '../../rules/cases.ts';
import { failed } from '../../rules/rule.ts';
import { tlsExpiry } from '../../rules/tls/expiry.ts';

const mistakesOf = async (rule: typeof tlsExpiry) =>
  tryCases(rule, (await casesOf(rule)).slice(0, 1)).flatMap(({ mistakes }) => mistakes);

test('a rule that says what its cases want makes no mistake', async () => {
  const tried = tryCases(tlsExpiry, await casesOf(tlsExpiry));

  expect(tried.flatMap(({ mistakes }) => mistakes)).toEqual([]);
  expect(tried[0]).toMatchObject({ rule: 'tls.expiry', test: 'three months left: passed' });
});

test('another outcome is told with the file of the case and the reason', async () => {
  expect(await mistakesOf({ ...tlsExpiry, check: () => failed('always') })).toEqual([
    'rules/tls/expiry.cases.ts: outcome is failed, expected passed',
    'rules/tls/expiry.cases.ts: because always',
  ]);
});

test('another reason is told too', async () => {
  const check = () => ({ outcome: 'passed', because: 'in time' }) as const;

  expect(await mistakesOf({ ...tlsExpiry, check })).toEqual([
    'rules/tls/expiry.cases.ts: because in time, expected to hear "in 72 days"',
  ]);
});

test('a rule that throws makes a mistake, whatever the case wants', async () => {
  const check = (): never => {
    throw new Error('a slip');
  };

  expect(await mistakesOf({ ...tlsExpiry, check })).toEqual(['rules/tls/expiry.cases.ts: it threw: a slip']);
});
