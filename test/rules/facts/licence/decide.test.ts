import { describe, expect, test } from 'vitest';
import { decide } from '../../../../rules/facts/licence/decide.ts';
import { sentenceOf } from '../../../../rules/facts/licence/sentences.ts';
import { fork, longPosts, own } from './decide-case.ts';
import { aCheck, claim, facts, ownUrl, showing, tag } from './facts.ts';
import { otherCases } from './other-cases.ts';
import { ownCases } from './own-cases.ts';

describe('the decision on a licence', () => {
  test.each([...ownCases, ...otherCases])(
    '$name: $verdict',
    ({ given, verdict, reason, ofOffer = verdict }) => {
      const decision = decide(given);

      expect(decision.verdict, JSON.stringify(decision.signs)).toBe(verdict);
      expect(decision.ofOffer.verdict).toBe(ofOffer);
      expect(decision.ofOffer.reason).toBe(reason);
    },
  );

  test('says what a server calls itself, and never gives that version to the software whose signs it shows', () => {
    const hidden = { recognised: showing('mastodon'), offered: [], version: '1.0.0' } as const;
    const renamed = decide(facts({ ...hidden, claim: claim('nationalnet') }));
    const silent = decide(facts({ ...hidden, claim: { state: 'absent' } }));

    expect(sentenceOf(renamed)).toContain(
      'NodeInfo names "nationalnet" 1.0.0; the server shows the signs of Mastodon. ',
    );
    expect(sentenceOf(silent)).toContain(
      'The server shows the signs of Mastodon 1.0.0 and does not name it. ',
    );
  });

  test('is surest where tag and licence text were seen', () => {
    const check = aCheck(ownUrl, { references: [tag('v4.4.2+stadt.7', 'found')] });
    const confidence = (licence: 'agpl' | 'unread') =>
      decide(facts({ ...fork, ...own, checks: [{ ...check, licence }] })).confidence;

    expect([confidence('agpl'), confidence('unread')]).toEqual(['high', 'medium']);
  });

  test('is surer with two kinds of signs than with one', () => {
    expect(decide(facts(fork)).confidence).toBe('medium');
    expect(decide(facts({ ...fork, constants: longPosts })).confidence).toBe('high');
  });

  test('is surer of a concealment by two files', () => {
    const concealed = { claim: { state: 'absent' }, recognised: showing('mastodon'), offered: [] } as const;

    expect(decide(facts({ ...concealed, recognisedFiles: 2 })).confidence).toBe('high');
    expect(decide(facts({ ...concealed, recognisedFiles: 1 })).confidence).toBe('medium');
  });
});
