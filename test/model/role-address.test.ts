import { expect, test } from 'vitest';
import { addressText, roleAddress } from '../../model/role-address.ts';
import { host } from '../store/examples.ts';

const server = host('social.example.org');

test.each([
  ['Abuse@social.example.org ', 'abuse@social.example.org'],
  ['moderation@example.org', 'moderation@example.org'],
  ['postmaster@mail.social.example.org', 'postmaster@mail.social.example.org'],
])('%j is the address of an office', (contact, expected) => {
  const found = roleAddress(contact, server);

  expect(found && addressText(found)).toBe(expected);
});

test.each([
  ['a name', 'kim@social.example.org'],
  ['a name with an office in it', 'admin.kim@social.example.org'],
  ['an office elsewhere', 'admin@mail.example.com'],
  ['an office at a name that only ends alike', 'admin@xexample.org'],
  ['no address', 'https://social.example.org/about'],
  ['markup', 'admin@social.example.org"><b>'],
  ['nothing', ''],
])('%s is not', (_what, contact) => {
  expect(roleAddress(contact, server)).toBeUndefined();
});
