import { describe, expect, it } from 'vitest';
import { readableRobots } from '../../../../crawler/net/robots/robots-file.ts';

function read(text: string) {
  return readableRobots(text, { status: 200, truncated: false, freshMs: 0 });
}

function allowed(text: string, ...paths: readonly string[]): readonly boolean[] {
  const file = read(text);
  return paths.map((path) => file.allows(new URL(`https://a.fedi.test${path}`)));
}

const everyone = 'User-agent: *\n';

describe('a rule of robots.txt', () => {
  it.each([
    ['is a beginning', '/fish', ['/fish', '/fish.html', '/fishheads'], ['/Fish', '/catfish', '/?id=fish']],
    ['has a star', '/*.php', ['/a.php', '/folder/a.php?b', '/a.php5'], ['/a.PHP', '/']],
    ['has stars that meet', '/a**b***c', ['/abc', '/axbxc'], ['/acb']],
    ['ends in a star', '/fish*', ['/fish', '/fish/x'], ['/Fish']],
    ['has an end', '/actor$', ['/actor'], ['/actor/', '/actor?x', '/a']],
    ['has a star and an end', '/*.php$', ['/a.php', '/a.php/b.php'], ['/a.php?x', '/a.php5', '/']],
    ['has an end that overlaps', '/ab*b$', ['/abb', '/ab/b'], ['/ab']],
    ['has a dollar inside', '/a$b', ['/a$b', '/a%24b'], ['/ab']],
    ['has a query', '/x?*y=1', ['/x?y=1', '/x?z=2&y=1'], ['/x', '/x?y=2']],
    ['is escaped', '/%7Ejoe/%c3%bc', ['/~joe/ü', '/%7ejoe/%C3%BC'], ['/joe']],
    ['is not escaped', '/~joe/ü x', ['/%7Ejoe/%c3%bc%20x'], ['/~joe/u']],
    ['has an escaped star', '/a%2Ab', ['/a*b'], ['/axb']],
    ['has half a character', '/\uD800', [], ['/a']],
    ['has no slash', 'fish', [], ['/fish', '/']],
  ])('that %s', (_how, path, matched, others) => {
    const text = `${everyone}Disallow: ${path}\n`;

    expect(allowed(text, ...matched)).toEqual(matched.map(() => false));
    expect(allowed(text, ...others)).toEqual(others.map(() => true));
  });

  it.each([
    ['the longest', 'Allow: /p\nDisallow: /', '/page', true],
    [
      'the one that allows, of two that are as long',
      'Disallow: /folder\nAllow: /folder',
      '/folder/page',
      true,
    ],
    ['the longest with its stars', 'Allow: /page\nDisallow: /*.htm', '/page.htm', false],
    ['the one with an end', 'Allow: /$\nDisallow: /', '/', true],
    ['none, where a path is missing', 'Disallow:\nDisallow: # all', '/', true],
  ])('that holds is %s', (_which, rules, path, isAllowed) => {
    expect(allowed(`${everyone}${rules}\n`, path)).toEqual([isAllowed]);
  });

  it('is compared octet by octet, in whatever spelling', () => {
    const octets = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));
    const spellings = octets.flatMap((octet) => {
      const [first = '', second = ''] = octet.toUpperCase();
      return [octet, octet.toUpperCase(), first.toLowerCase() + second, first + second.toLowerCase()];
    });
    const unlike = spellings.filter((octet) =>
      allowed(`${everyone}Disallow: /a%${octet}$\n`, `/a%${octet.toUpperCase()}`).includes(true),
    );
    const plain = spellings.filter((octet) => {
      const character = String.fromCharCode(Number.parseInt(octet, 16));
      if (!/[\w.~-]/.test(character)) return false;
      return allowed(`${everyone}Disallow: /a%${octet}$\n`, `/a${character}`).includes(true);
    });

    expect([unlike, plain]).toEqual([[], []]);
  });

  it('that is longer than any path is not kept, but for one of stars', () => {
    const [long, stars] = ['b'.repeat(100_000), '*'.repeat(100_000)];

    expect(read(`${everyone}Disallow: /${long}\nDisallow: /${'a*'.repeat(50_000)}\n`).size).toBe(0);
    expect(allowed(`${everyone}Disallow: /a${stars}b\n`, '/ab', '/axxb', '/a')).toEqual([false, false, true]);
  });

  it('holds by its rank among thousands, of which none is looked at in vain', () => {
    const others = Array.from({ length: 9_000 }, (_, n) => `Disallow: /other/${n}/*a$\nAllow: /${n}\n`);
    const text = `${everyone}${others.join('')}Disallow: /actor\nAllow: /actor/*b\nDisallow: /actor/*b$\n`;
    const paths = ['/actor', '/actor/b', '/actor/bc', '/other/7/ba', '/other/7/b', '/8', '/x'];

    expect(allowed(text, ...paths)).toEqual([false, false, true, false, true, true, true]);
  });

  it('is read whole, however many stars it has', () => {
    const text = `${everyone}Disallow: /*a*b*c*d*e*f*g*h*i*j\nAllow: /*a*b*c*d*e*f*g*h*i*j*z\n`;

    expect(allowed(text, '/abcdefghij', '/abcdefghi', '/abcdefghijz')).toEqual([false, true, true]);
  });
});

describe('a group of robots.txt', () => {
  it.each([
    ['several names', 'User-agent: other\nUser-agent: *\nDisallow: /', false],
    ['a remark behind its name', 'User-agent: * # all of you\nDisallow: /', false],
    [
      'lines of other formats between its names',
      'User-agent: *\nSitemap: /s.xml\nUser-agent: other\nDisallow: /',
      false,
    ],
    ['a rule between two names', 'User-agent: *\nAllow: /a\nUser-agent: other\nDisallow: /', true],
    [
      'its rules in two places',
      'User-agent: *\nAllow: /a\nUser-agent: other\n\nUser-agent: *\nDisallow: /',
      false,
    ],
    ['no name', 'Disallow: /', true],
    ['old line ends', 'User-agent: *\rDisallow: /\r', false],
    ['spaces and tabs', ' \tuser-agent \t:\t*\n  DISALLOW  :  /  ', false],
    ['no rule for us, beside one for everyone', 'User-agent: *\nDisallow: /\nUser-agent: fediscope\n', true],
  ])('with %s', (_what, text, isAllowed) => {
    expect(allowed(text, '/b')).toEqual([isAllowed]);
  });

  it.each([
    ['10', 10],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['2 # seconds', 2],
    ['5\nCrawl-delay: 3', 5],
    ['10s', undefined],
    ['1,5', undefined],
    ['0x10', undefined],
    ['-1', undefined],
    ['9'.repeat(400), undefined],
    ['', undefined],
  ])('that asks for a delay of "%s" gets %s', (said, seconds) => {
    expect(read(`${everyone}Crawl-delay: ${said}\n`).facts.crawlDelaySeconds).toBe(seconds);
  });

  it('costs no more for the crawlers that it names besides us', () => {
    const names = Array.from({ length: 10_000 }, (_, n) => `user-agent:${n.toString(36)}\nuser-agent:*\n`);
    const text = `${names.join('')}${'allow:/\n'.repeat(25_000)}disallow:/a\n`;

    expect(text.length).toBeLessThan(500 * 1024);
    expect(allowed(text, '/actor', '/users/b')).toEqual([false, true]);
  });

  it('reads a delay that is no number, however long', () => {
    const text = `${everyone}Crawl-delay: ${'1'.repeat(500_000)}x\nDisallow: /a\n`;

    expect(read(text).facts.crawlDelaySeconds).toBeUndefined();
    expect(allowed(text, '/actor', '/b')).toEqual([false, true]);
  });
});
