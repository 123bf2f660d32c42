import { describe, expect, it } from 'vitest';
import { pseudonym, Shield } from '../../../crawler/net/shield.ts';

function shieldOf(...names: string[]): Shield {
  const shield = new Shield();
  shield.add(names);
  return shield;
}

const alice = pseudonym('alice');
const bob = pseudonym('bob');

describe('a shielded name', () => {
  it.each([
    ['https://a.test/users/alice', `https://a.test/users/${alice}`],
    ['https://a.test/@alice#main-key', `https://a.test/@${alice}#main-key`],
    ['https://a.test/@ALICE.rss', `https://a.test/@${alice}.rss`],
    [
      '/.well-known/webfinger?resource=acct:alice@a.test',
      `/.well-known/webfinger?resource=acct:${alice}@a.test`,
    ],
    ['resource=acct%3Aalice%40a.test', `resource=acct%3A${alice}%40a.test`],
    ['<https://a.test/users/alice>; rel="self"', `<https://a.test/users/${alice}>; rel="self"`],
    ['alice', alice],
    ['by alice, and alice.', `by ${alice}, and ${alice}.`],
  ])('goes from %s', (text, expected) => {
    expect(shieldOf('alice').text(text)).toBe(expected);
  });

  it.each([
    'https://alice.example/',
    'malice',
    'alice_2',
    'alice-in',
    'https://www.alice.example/',
    'alices',
  ])('is not seen in %s', (text) => {
    expect(shieldOf('alice').text(text)).toBe(text);
  });

  it('may have spaces and other letters, also percent-encoded', () => {
    const shield = shieldOf('Zoë Müller');
    const standIn = pseudonym('Zoë Müller');

    expect(shield.text('by Zoë Müller')).toBe(`by ${standIn}`);
    expect(shield.text('q=Zo%C3%AB%20M%C3%BCller&x')).toBe(`q=${standIn}&x`);
  });

  it('that is also the name of software goes only where accounts stand', () => {
    const shield = shieldOf('mastodon');

    expect(
      shield.scrub({
        name: 'mastodon',
        url: 'https://github.com/mastodon/mastodon',
        of: 'https://mastodon.example/users/mastodon',
      }),
    ).toEqual({
      name: 'mastodon',
      url: 'https://github.com/mastodon/mastodon',
      of: `https://mastodon.example/users/${pseudonym('mastodon')}`,
    });
  });

  it('that means something to a regular expression is a name all the same', () => {
    expect(shieldOf('a.*b', '(', '').text('@a.*b and @axxb')).toBe(`@${pseudonym('a.*b')} and @axxb`);
  });

  it('is scrubbed from any value, and keys and numbers stay', () => {
    expect(shieldOf('alice').scrub({ alice: ['alice', 1, null, { deep: 'x/alice' }] })).toEqual({
      alice: [alice, 1, null, { deep: `x/${alice}` }],
    });
  });
});

describe('a text', () => {
  const shield = new Shield();

  it.each([
    ['write to jane.doe+x@mail.example.org now', 'write to [e-mail] now'],
    ['mailto:jane@example.org', 'mailto:[e-mail]'],
    ['to=jane%40example.org', 'to=[e-mail]'],
    ['acct:bob@a.test', `acct:${bob}@a.test`],
    ['@bob@a.test', `@${bob}@a.test`],
    ['acct:a.test@a.test', 'acct:a.test@a.test'],
    ['acct:instance.actor@a.test', 'acct:instance.actor@a.test'],
    ['npm:package@1.2.3', 'npm:package@1.2.3'],
    [`acct:${bob}@a.test`, `acct:${bob}@a.test`],
  ])('of %s', (text, expected) => {
    expect(shield.text(text)).toBe(expected);
    expect(shield.text(shield.text(text))).toBe(expected);
  });

  it('without an end is read in linear time', () => {
    const started = performance.now();
    for (const text of [
      'a@'.repeat(200_000),
      'a.'.repeat(200_000),
      'acct:'.repeat(100_000),
      '@a'.repeat(200_000),
    ])
      shield.text(text);

    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a remote document', () => {
  it('loses its people and keeps its things', () => {
    const shield = new Shield();
    const person = {
      type: 'Person',
      id: 'https://a.test/users/alice',
      preferredUsername: 'alice',
      name: 'Alice A.',
      summary: 'I live in <b>Ghent</b>',
      icon: { type: 'Image', url: 'https://a.test/alice.png' },
      'vcard:bday': '1990-01-01',
      publicKey: { owner: 'https://a.test/users/alice', publicKeyPem: 'pem' },
    };
    shield.learn(person);

    expect(shield.scrubDocument(person)).toEqual({
      type: 'Person',
      id: `https://a.test/users/${alice}`,
      preferredUsername: alice,
      name: '[person]',
      summary: '[person]',
      icon: '[person]',
      'vcard:bday': '[person]',
      publicKey: { owner: `https://a.test/users/${alice}`, publicKeyPem: 'pem' },
    });
  });

  it('keeps counts, software and the names of servers', () => {
    const nodeinfo = {
      software: { name: 'mastodon', version: '4.5.0' },
      usage: { users: { total: 5, activeMonth: 3 }, localPosts: 9 },
      metadata: {
        nodeName: 'A Test',
        maintainer: { name: 'Jane', email: 'jane@a.test' },
        staffAccounts: ['https://a.test/@jane'],
      },
    };

    expect(new Shield().scrubDocument(nodeinfo)).toEqual({
      ...nodeinfo,
      metadata: { nodeName: 'A Test', maintainer: '[person]', staffAccounts: '[person]' },
    });
  });

  it('keeps the name of an account that is the server itself', () => {
    const actor = { type: 'Application', preferredUsername: 'a.test', id: 'https://a.test/actor' };

    expect(new Shield().scrubDocument({ subject: 'acct:a.test@a.test' })).toEqual({
      subject: 'acct:a.test@a.test',
    });
    const shield = new Shield();
    shield.learn(actor);
    expect(shield.text('https://a.test/actor')).toBe('https://a.test/actor');
  });

  it('has no list of accounts left', () => {
    expect(new Shield().scrubDocument({ admins: [{ person: { name: 'x' } }], users: ['a', 'b'] })).toEqual({
      admins: '[person]',
      users: '[person]',
    });
  });
});
