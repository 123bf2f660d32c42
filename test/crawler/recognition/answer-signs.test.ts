import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Fetched } from '../../../crawler/net/fetched.ts';
import { answerSigns } from '../../../crawler/recognition/answer-signs.ts';
import { type AskedSign, errorSigns, furtherQuestions } from '../../../crawler/recognition/questions.ts';
import { builtInSoftware } from '../../../model/software/index.ts';
import { anExchange } from '../../../rules/given/builders.ts';
import { mastodonErrorPage } from '../../fediverse/documents/pages/mastodon.ts';

const answer = (status: number, body: string, headers: Fetched['headers'] = {}): Fetched => ({
  url: 'https://example.org/',
  status,
  headers,
  hops: [anExchange()],
  bytes: new TextEncoder().encode(body),
});
const file: AskedSign = {
  id: 'test.file',
  kind: 'static-file',
  path: '/sign.png',
  sha256: hash('sha256', 'the very bytes'),
  weight: 'strong',
};
const moved: AskedSign = {
  id: 'test.moved',
  kind: 'path-status',
  path: '/version',
  status: 'redirect',
  header: { name: 'location', contains: '/nodeinfo/2.1' },
  weight: 'strong',
};
const many = new Set(['mastodon', 'misskey', 'lemmy', 'peertube']);
const allSigns = furtherQuestions(many, builtInSoftware).flatMap(({ signs }) => signs);

describe('the signs in an answer', () => {
  test('a file is known by its bytes, and by nothing else', () => {
    expect(answerSigns(answer(200, 'the very bytes'), [file])).toEqual(['test.file']);
    expect(answerSigns(answer(200, 'the very bytes '), [file])).toEqual([]);
    expect(answerSigns(answer(404, 'the very bytes'), [file])).toEqual([]);
  });

  test('a redirect is known by where it leads', () => {
    expect(answerSigns(answer(307, '', { location: 'https://example.org/nodeinfo/2.1' }), [moved])).toEqual([
      'test.moved',
    ]);
    expect(answerSigns(answer(307, '', { location: 'https://example.org/login' }), [moved])).toEqual([]);
    expect(answerSigns(answer(200, '', { location: '/nodeinfo/2.1' }), [moved])).toEqual([]);
  });

  test('an error page counts only as an error', () => {
    const page = mastodonErrorPage({ host: 'example.org' });

    expect(answerSigns(answer(404, page), errorSigns('page', builtInSoftware))).toEqual([
      'mastodon.error-page',
    ]);
    expect(answerSigns(answer(200, page), errorSigns('page', builtInSoftware))).toEqual([]);
  });

  test.each([
    [
      404,
      '{"error":{"code":"UNKNOWN_API_ENDPOINT","id":"2ca3b769-540a-4f08-9dd5-b5a825b6d0f1"}}',
      ['misskey.unknown-endpoint'],
    ],
    [404, '{"error":"Not implemented"}', ['pleroma.api-error']],
    [404, '{"error":"Not Found"}', []],
    [200, '<!DOCTYPE html><html></html>', []],
  ])('an API that answers %i %s', (status, body, signs) =>
    expect(answerSigns(answer(status, body), errorSigns('api', builtInSoftware))).toEqual(signs),
  );

  test('an empty page with status 200 for everything has none', () =>
    expect(answerSigns(answer(200, ''), allSigns)).toEqual([]));
});

describe('the questions that follow', () => {
  test('are at most four, whoever is suspected', () => {
    expect(furtherQuestions(new Set(), builtInSoftware)).toHaveLength(4);
    expect(furtherQuestions(many, builtInSoftware)).toHaveLength(4);
    expect(furtherQuestions(new Set(['mastodon']), builtInSoftware).map(({ path }) => path)).toEqual([
      '/.well-known/oauth-authorization-server',
      '/manifest',
      '/oops.gif',
      '/oops.png',
    ]);
  });

  test('are of different families where nobody is suspected', () =>
    expect(new Set(furtherQuestions(new Set(), builtInSoftware).map(({ family }) => family)).size).toBe(4));

  test('are none for a family without signs of this kind', () =>
    expect(furtherQuestions(new Set(['gotosocial']), builtInSoftware)).toEqual([]));
});
