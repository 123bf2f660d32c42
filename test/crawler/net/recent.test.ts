import { describe, expect, it } from 'vitest';
import { Recent } from '../../../crawler/net/recent.ts';

/** Things that are kept by their own name, four of them at most; those in use stay. */
function keeping(inUse: string) {
  const made: string[] = [];
  const recent = new Recent<string, string>(4, (name) => name !== inUse);
  const ask = (name: string) =>
    recent.of(name, () => {
      made.push(name);
      return name;
    });
  return { recent, ask, made };
}

describe('things that are kept while they are asked for', () => {
  it('are made once, and again only when nobody asked for them in a while', () => {
    const { recent, ask, made } = keeping('nothing');
    for (const name of ['a', 'b', 'a', 'c', 'd', 'a', 'b']) expect(ask(name)).toBe(name);

    expect(made).toEqual(['a', 'b', 'c', 'd', 'b']);
    expect(recent.size).toBeLessThanOrEqual(4);
  });

  it('stay as long as they are in use, asked for or not', () => {
    const { recent, ask, made } = keeping('a');
    ask('a');
    for (let n = 0; n < 50; n += 1) ask(`other ${n}`);
    ask('a');

    expect(made.filter((name) => name === 'a')).toEqual(['a']);
    expect(recent.size).toBeLessThanOrEqual(5);
  });
});
