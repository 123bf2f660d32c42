import { describe, expect, it } from 'vitest';
import { People } from '../../../../crawler/net/evidence/people.ts';
import { Remembered } from '../../../../crawler/net/evidence/remembered.ts';
import { pseudonym, Shield } from '../../../../crawler/net/evidence/shield.ts';

describe('what is remembered of scrubbing', () => {
  it('is made once while the people stay the same, and anew after one more name or host', () => {
    const people = new People();
    const remembered = new Remembered(people);
    let made = 0;
    const ask = () => remembered.once('key', () => String(++made));

    expect([ask(), ask()]).toEqual(['1', '1']);
    people.add(['alice']);
    expect([ask(), ask()]).toEqual(['2', '2']);
    people.add(['alice', 'ALICE']);
    expect(ask()).toBe('2');
    people.addFromPaths(['bob']);
    expect(ask()).toBe('3');
    people.add(['bob']);
    expect(ask()).toBe('4');
    people.own('web.example');
    people.own('web.example');
    expect(ask()).toBe('5');
  });

  it('hides a name from texts and documents that were read before it was known', () => {
    const shield = new Shield('social.example');
    const url = 'https://social.example/notes/alice';
    const text = () => shield.text(url);
    const document = () => shield.document('digest', () => JSON.stringify(shield.scrub({ link: url })));

    expect(text()).toBe(url);
    expect(document()).toContain('alice');
    shield.add(['alice']);
    expect(text()).toBe(`https://social.example/notes/${pseudonym('alice')}`);
    expect(document()).not.toContain('alice');
  });
});
