import { expect, it } from 'vitest';
import { confidenceIn, type Grounds } from '../../model/confidence.ts';

const sure: Grounds = {
  source: 'api',
  by: 'name',
  partial: false,
  again: true,
  readable: true,
  unseen: false,
};

it.each<[string, Partial<Grounds>, string, readonly string[]]>([
  ['its own word about the name, found again', {}, 'high', []],
  ['a digest of the name', { by: 'digest' }, 'high', []],
  ['what it says of itself', { by: 'everyone' }, 'high', []],
  ['its robots.txt', { source: 'robots' }, 'high', []],
  ['one reading', { again: false }, 'medium', ['once']],
  ['a domain above the name', { by: 'parent' }, 'medium', ['parent']],
  ['a list that cannot be read now', { readable: false }, 'medium', ['unreadable']],
  ['what newer readings do not come to', { unseen: true }, 'medium', ['unseen']],
  ['a part of a list', { partial: true }, 'medium', ['partial']],
  ['an export', { source: 'export' }, 'medium', ['handed-over']],
  ['a list of somebody else', { source: 'list' }, 'low', ['hearsay']],
  ['a mask alone', { by: 'mask' }, 'low', ['mask']],
  ['two doubts', { by: 'parent', again: false }, 'low', ['parent', 'once']],
])('the confidence in %s', (_what, grounds, level, doubts) => {
  expect(confidenceIn({ ...sure, ...grounds })).toEqual({ level, doubts });
});
