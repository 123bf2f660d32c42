import { describe, expect, it } from 'vitest';
import { readableRobots } from '../../../../crawler/net/robots/robots-file.ts';

function read(text: string) {
  const { facts, allows } = readableRobots(text, { status: 200, truncated: false, freshMs: 0 });
  return { namesUs: facts.namesUs, allows: allows(new URL('https://a.fedi.test/actor')) };
}

describe('a group of robots.txt', () => {
  it.each([
    'fediscope',
    'FEDISCOPE',
    'Fediscope/1.0',
    'fediscope/0.1.0 (+https://monitor.example/about)',
    'fediscope bot',
    'fediscope, please',
    'fediscope # the monitor',
  ])('for "%s" is for us', (name) => {
    expect(read(`User-agent: ${name}\nDisallow: /\n`)).toEqual({ namesUs: true, allows: false });
    expect(read(`\uFEFFUser-agent: ${name}\r\nDisallow: /\r\n`)).toEqual({ namesUs: true, allows: false });
    expect(read(`User-agent: *\nDisallow: /\nUser-agent: ${name}\nAllow: /\n`)).toEqual({
      namesUs: true,
      allows: true,
    });
  });

  it.each(['fediscope-images', 'fediscoper', 'not-fediscope', 'googlebot'])('for "%s" is not', (name) => {
    expect(read(`User-agent: ${name}\nDisallow: /\n`)).toEqual({ namesUs: false, allows: true });
  });
});
