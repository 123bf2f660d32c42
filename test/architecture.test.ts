import { describe, expect, it } from 'vitest';
import { checkoutFiles } from './architecture/checkout.ts';
import { violations } from './architecture/violations.ts';

describe('the architecture of this checkout', () => {
  const files = checkoutFiles();

  it('is looked at as a whole: every room has files', () => {
    for (const room of [
      'bin',
      'model',
      'crawler',
      'store',
      'rules',
      'analyzer',
      'dashboards',
      'test/fediverse',
      'test/scenarios',
      'test/corpora',
    ])
      expect(files.filter(({ path }) => path.startsWith(`${room}/`))).not.toEqual([]);
  });

  it('keeps every house rule', () => {
    expect(violations(files)).toEqual([]);
  });
});
