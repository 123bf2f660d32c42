import { describe, expect, test } from 'vitest';
import { digestedSubject } from '../../../crawler/policies/digest.ts';
import {
  akkomaMask,
  domainDigest,
  gotosocialMask,
  isNamed,
  maskFits,
  mastodonMask,
} from '../../../model/masking.ts';
import { host } from '../../store/examples.ts';

/** Computed by hand from the sources that the functions name. */
const vectors = [
  [
    'example.com',
    'exa****.*om',
    'e*am*l**co*',
    'exa****.com',
    'a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947',
  ],
  [
    'bad.example',
    'bad.*****le',
    'b*d.*x**pl*',
    'bad.****ple',
    '86bbe8ffb912a153c9a8b396246aeeae079cd324af4dd947a2bf59a698eabc62',
  ],
  ['t.co', 't.*o', 't*co', 't.*o', 'd8ecf352ffa86f1863f6f36b8ef5008502d875444d6f016ab51ef16d1dbf7e72'],
] as const;
const bucher = 'xn--bcher-kva.example';

describe('masks and digests', () => {
  test.each(vectors)(
    'of %s are those that the software publishes',
    (name, mastodon, gotosocial, akkoma, sha256) => {
      expect(mastodonMask(name)).toBe(mastodon);
      expect(gotosocialMask(name)).toBe(gotosocial);
      expect(akkomaMask(name)).toBe(akkoma);
      expect(domainDigest(name)).toBe(sha256);
      expect(isNamed(host(name), { sha256, mask: mastodon })).toBe(true);
    },
  );

  test('of a name in another script are over its A-label', () => {
    const sha256 = '970ca6b73eaf2630a6b8d6aa59f106433bbe80b15e3f9d427af4363e5bce4436';

    expect(domainDigest(host('bücher.example'))).toBe(sha256);
    expect(mastodonMask(bucher)).toBe('xn--bc*******.**ample');
    expect(isNamed(host('Bücher.example'), { sha256, mask: mastodonMask(bucher) })).toBe(true);
  });

  test('agree both, or there is no match', () => {
    const [name, mask, , , sha256] = vectors[0];

    expect(isNamed(host('example.net'), { sha256, mask })).toBe(false);
    expect(isNamed(host(name), { sha256, mask: mastodonMask('exotics.com') })).toBe(false);
    expect(isNamed(host(name), { sha256: domainDigest(mask), mask })).toBe(false);
    expect(maskFits('exa****.*om', 'exa.com')).toBe(false);
  });

  test('count bytes where GoToSocial does', () => {
    expect(gotosocialMask('bücher.example')).toBe('b*c*e**ex**p*e');
  });
});

describe('a row with a digest', () => {
  const sha256 = domainDigest('bad.example');

  test.each([
    [
      'a name and its digest',
      'bad.example',
      sha256,
      { ok: true, subject: { kind: 'host', host: 'bad.example' } },
    ],
    [
      'a name and no digest',
      'bad.example',
      undefined,
      { ok: true, subject: { kind: 'host', host: 'bad.example' } },
    ],
    [
      'a name and the digest of another',
      'bad.example',
      domainDigest('x.example'),
      { ok: false, refusal: 'wrong-digest' },
    ],
    [
      'a name and the digest of how somebody wrote it',
      'BAD.example',
      domainDigest('BAD.example'),
      { ok: true, subject: { kind: 'host', host: 'bad.example' } },
    ],
    [
      'a mask and a digest',
      'bad.*****le',
      sha256,
      { ok: true, subject: { kind: 'digest', sha256, mask: 'bad.*****le' } },
    ],
    [
      'a mask and the digest of the mask',
      'bad.*****le',
      domainDigest('bad.*****le'),
      { ok: true, subject: { kind: 'digest', sha256: '', mask: 'bad.*****le' } },
    ],
    [
      'a mask and nonsense',
      'bad.*****le',
      'ABC',
      { ok: true, subject: { kind: 'digest', sha256: '', mask: 'bad.*****le' } },
    ],
    [
      'a wildcard and its digest',
      '*.bad.example',
      domainDigest('*.bad.example'),
      { ok: true, subject: { kind: 'pattern', pattern: '*.bad.example' } },
    ],
  ])('that has %s', (_, shown, digest, expected) => {
    expect(digestedSubject(shown, digest)).toEqual(expected);
  });
});
