import { describe, expect, it } from 'vitest';
import { pseudonym, Shield } from '../../../../crawler/net/evidence/shield.ts';

function shieldOf(...names: string[]): Shield {
  const shield = new Shield('a.test');
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
    ['https://a.test/~alice/', `https://a.test/~${alice}/`],
    ['https://other.test/author/alice/', `https://other.test/author/${alice}/`],
    ['https://a.test/blog/alice?by=alice#alice', `https://a.test/blog/${alice}?by=${alice}#${alice}`],
    ['/blog/alice', `/blog/${alice}`],
  ])('goes from %s', (text, expected) => {
    expect(shieldOf('alice').text(text)).toBe(expected);
  });

  it.each([
    ['alice', alice],
    ['by alice, and alice.', `by ${alice}, and ${alice}.`],
    ['alice at https://b.test/alice as text/alice', `${alice} at https://b.test/alice as text/alice`],
  ])('goes from the free text %s', (text, expected) => {
    expect(shieldOf('alice').prose(text)).toBe(expected);
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

    expect(shield.prose('by Zoë Müller')).toBe(`by ${standIn}`);
    expect(shield.prose('q=Zo%C3%AB%20M%C3%BCller&x')).toBe(`q=${standIn}&x`);
  });

  it('goes in letters that fold to its own, of any number of names', () => {
    const many = Array.from({ length: 40 }, (_, n) => `name${n}`);

    expect(shieldOf('sam').text('https://a.test/@\u017fam')).toBe(`https://a.test/@${pseudonym('\u017fam')}`);
    expect(shieldOf('\u017fam').text('https://a.test/@sam')).toBe(`https://a.test/@${pseudonym('sam')}`);
    expect(shieldOf(...many).text('https://a.test/@name7')).toBe(`https://a.test/@${pseudonym('name7')}`);
    expect(shieldOf(...many).prose('by NAME7')).toBe(`by ${pseudonym('name7')}`);
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
    expect(shieldOf('alice').scrub({ user: ['alice', 1, null, { url: 'Alice', deep: '@alice' }] })).toEqual({
      user: [alice, 1, null, { url: alice, deep: `@${alice}` }],
    });
  });
});

describe('an account that is called like a word of the protocol', () => {
  const names = ['ns', 'jrd', 'uri', 'activitystreams', 'github.com', 'xml', 'json', 'security', 'plain'];
  const shield = shieldOf(...names);

  it.each([
    'application/jrd+json; charset=utf-8',
    'text/plain',
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
    'https://www.w3.org/ns/activitystreams',
    'https://w3id.org/security/v1',
    'https://github.com/mastodon/mastodon',
    'https://a.test/authorize_interaction?uri={uri}',
    `acct:${bob}@github.com`,
    `https://a.test/.well-known/webfinger?resource=acct%3A${bob}%40github.com`,
    `@${bob}@github.com`,
  ])('leaves %s alone', (text) => {
    expect(shield.text(text)).toBe(text);
    expect(shield.prose(text)).toBe(text);
    expect(shield.scrub({ template: text, contexts: [text] })).toEqual({
      template: text,
      contexts: [text],
    });
  });

  it.each(names)('%s goes where accounts stand, and equal stays equal', (name) => {
    const standIn = pseudonym(name);

    expect(
      shield.scrub({ user: name, subject: `acct:${name}@a.test`, urls: [`https://a.test/users/${name}`] }),
    ).toEqual({
      user: standIn,
      subject: `acct:${standIn}@a.test`,
      urls: [`https://a.test/users/${standIn}`],
    });
  });

  it('leaves the technical members of a document alone', () => {
    const document = {
      '@context': ['https://www.w3.org/ns/activitystreams', { ns: 'https://ns.test/ns' }],
      type: 'jrd',
      rel: 'uri',
    };

    expect(shield.scrubDocument(document)).toEqual(document);
  });
});

describe('a text', () => {
  const shield = new Shield();

  it.each([
    ['write to jane.doe+x@mail.example.org now', 'write to [e-mail] now'],
    ['mailto:jane@example.org', 'mailto:[e-mail]'],
    ['to=jane%40example.org', 'to=[e-mail]'],
    ['see https://jane:secret@a.test/o/r', 'see https://a.test/o/r'],
    ['https://jane@a.test/o/r?to=x@a.test', 'https://a.test/o/r?to=[e-mail]'],
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
