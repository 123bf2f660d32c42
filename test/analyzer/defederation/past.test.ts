import { expect, it } from 'vitest';
import { standingAt } from '../../../analyzer/defederation/past.ts';
import type { KnownPolicy } from '../../../model/policy.ts';
import { host } from '../../store/examples.ts';
import { against } from '../../store/policies/lists.ts';

const on = (day: number) => `2025-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
const open: KnownPolicy = {
  ...against('own.example'),
  ...{
    observer: host('peer.example'),
    source: 'api',
    origin: 'misskey',
    partial: true,
    covers: 'subdomains',
  },
  ...{ firstSeen: on(1), lastSeen: on(9), replayed: false, unseen: true },
};

it('a row that newer readings cannot tell of was known while readings found it', () => {
  expect(standingAt([open], [], on(5))).toEqual([{ ...open, unseen: undefined }]);
  expect(standingAt([open], [], on(5))[0]).not.toHaveProperty('unseen');
  expect(standingAt([open], [], on(12))).toEqual([open]);
});
