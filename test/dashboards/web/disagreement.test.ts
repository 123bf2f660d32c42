import { expect, it } from 'vitest';
import { disagreementNotice } from '../../../dashboards/web/parts/finding.ts';
import { aFinding } from '../../store/examples.ts';

const because =
  'Our vantages disagree, 1 of 2 sees a failure: failed at far; passed at near. At far: no Vary';
const disagreed = aFinding({ outcome: 'cannot-tell', because });

it('a server that vantages see differently says so before its findings, with a way to each', () => {
  const other = { ...disagreed, rule: 'availability.confirmed', because: 'Our vantages disagree: 1 of 3' };

  expect(disagreementNotice([disagreed, aFinding(), other])?.toString()).toBe(
    '<p class="notice">Our vantages disagree on 2 rules: <a href="#actor.vary">actor.vary</a> <a href="#availability.confirmed">availability.confirmed</a></p>',
  );
  expect(disagreementNotice([disagreed])?.toString()).toContain('on 1 rule:');
});

it('a failure is none, and neither is a finding that is open for another reason', () => {
  expect(disagreementNotice([aFinding({ because }), aFinding({ outcome: 'cannot-tell' })])).toBeUndefined();
});
