import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson, requireSuccess, statusFailure } from '../../../crawler/net/json.ts';
import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import type { Fetched } from '../../../crawler/probe.ts';

const Document = z.object({ name: z.string(), count: z.number().optional(), inner: z.unknown().optional() });

function fetched(
  body: string | Uint8Array,
  more: Partial<Fetched> & { readonly accept?: string } = {},
): Fetched {
  const { accept = 'application/json', ...rest } = more;
  const exchange = {
    url: 'https://a.fedi.test/',
    method: 'GET' as const,
    accept,
    startedAt: '2026-01-01T00:00:00.000Z',
  };
  return {
    url: exchange.url,
    status: 200,
    headers: {},
    hops: [{ ...exchange, responseHeaders: {}, cookieNames: [], timings: { totalMs: 1 } }],
    bytes: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    ...rest,
  };
}

function read(body: string | Uint8Array): unknown {
  try {
    return readJson(fetched(body), Document);
  } catch (error) {
    if (error instanceof ProbeFailure) return error.failure.code;
    throw error;
  }
}

describe('JSON of a remote server', () => {
  it.each<readonly [string, string | Uint8Array, unknown]>([
    ['nothing', '', 'body-not-json'],
    ['white space', ' \n', 'body-not-json'],
    ['half a document', '{"name": "a', 'body-not-json'],
    ['two documents', '{"name":"a"}{"name":"b"}', 'body-not-json'],
    ['a comment', '{"name":"a"} // really', 'body-not-json'],
    ['single quotes', "{'name':'a'}", 'body-not-json'],
    ['NaN', '{"name":"a","count":NaN}', 'body-not-json'],
    ['XML', '<?xml version="1.0"?><XRD/>', 'body-not-json'],
    ['a page', '<!DOCTYPE html><html><body>hi', 'body-html'],
    ['a page behind a mark and white space', '\uFEFF\n <html lang="en">', 'body-html'],
    ['a page behind a comment', '<!-- cached --> <html>', 'body-html'],
    ['invalid UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d), 'body-not-utf8'],
    ['UTF-16', new Uint8Array(Buffer.from('\uFEFF{"name":"a"}', 'utf16le')), 'body-not-utf8'],
    ['an overlong encoding', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), 'body-not-utf8'],
    ['200,000 brackets', '['.repeat(200_000), 'body-too-deep'],
    ['200,000 braces', '{"a":'.repeat(200_000), 'body-too-deep'],
    ['a mebibyte of empty lists', `[${'[],'.repeat(349_524)}0]`, 'body-unexpected'],
    ['more of them', `[${'[],'.repeat(351_000)}0]`, 'body-too-large'],
    ['a mebibyte of commas', ','.repeat(1024 * 1024), 'body-not-json'],
    ['a mebibyte of commas behind a letter', `x${','.repeat(1024 * 1024)}`, 'body-not-json'],
    ['an endless string of escapes', `"${'\\"'.repeat(200_000)}`, 'body-not-json'],
    ['a list', '[]', 'body-unexpected'],
    ['null', 'null', 'body-unexpected'],
    ['a number for a text', '{"name":1}', 'body-unexpected'],
    ['a text for a number', '{"name":"a","count":"1"}', 'body-unexpected'],
    ['a number beyond all', '{"name":"a","count":1e999}', 'body-unexpected'],
    ['a number below all', '{"name":"a","count":-1e999}', 'body-unexpected'],
    ['a member of the prototype', '{"__proto__":{"name":"a"}}', 'body-unexpected'],
    ['a missing member', '{}', 'body-unexpected'],
    ['equal keys: the last wins', '{"name":"a","name":"b"}', { name: 'b' }],
    ['a byte order mark', '\uFEFF{"name":"a"}', { name: 'a' }],
    ['brackets inside a text', JSON.stringify({ name: '['.repeat(1000) }), { name: '['.repeat(1000) }],
    ['an unknown member', '{"name":"a","more":true}', { name: 'a' }],
  ])('that is %s', (_, body, expected) => {
    expect(read(body)).toEqual(expected);
  });

  it('cannot reach a prototype, however it spells the key', () => {
    const inner =
      '{"\\u005f_proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"deep":[{"__proto__":1}]}';
    const { inner: value } = readJson(fetched(`{"name":"a","inner":${inner}}`), Document);

    expect(JSON.stringify(value)).toBe('{"constructor":{"prototype":{"polluted":true}},"deep":[{}]}');
    expect(Object.assign({}, value)).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });

  it('is told apart in our own words, never in its own', () => {
    const failure = (body: string) => {
      try {
        return readJson(fetched(body), z.record(z.string(), z.number()).or(Document));
      } catch (error) {
        return (error as ProbeFailure).failure.detail;
      }
    };

    expect(failure('{"<script>":"x"}')).not.toContain('script');
    expect(failure('{"<script>":')).not.toContain('script');
  });

  it('names the field that is not as asked', () => {
    expect(() => readJson(fetched('{"name":1}'), Document)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ detail: 'the field "name" is missing or of another type' }),
      }),
    );
  });
});

describe('a status', () => {
  it.each([
    [200, undefined],
    [204, undefined],
    [302, 'http-unexpected-status'],
    [400, 'http-client-error'],
    [401, 'http-unauthorized'],
    [403, 'http-forbidden'],
    [404, 'http-not-found'],
    [410, 'http-gone'],
    [429, 'http-rate-limited'],
    [500, 'http-server-error'],
    [503, 'http-server-error'],
    [600, 'http-unexpected-status'],
  ])('of %i is %s', (status, code) => {
    expect(statusFailure(fetched('{}', { status }))?.failure.code).toBe(code);
  });

  it('of 2xx is passed through, any other is thrown', () => {
    const success = fetched('{}');

    expect(requireSuccess(success)).toBe(success);
    expect(() => requireSuccess(fetched('', { status: 404 }))).toThrow(ProbeFailure);
  });
});

describe('a bot challenge', () => {
  const page = (mark: string) =>
    `<!doctype html><html><head><title>Just a moment</title></head><body>${mark}</body></html>`;

  it.each([200, 403, 429, 503])('that Cloudflare declares is one, whatever the status: %i', (status) => {
    expect(
      statusFailure(fetched('', { status, headers: { 'cf-mitigated': 'challenge' } }))?.failure.code,
    ).toBe('http-challenged');
  });

  it.each([
    '<script src="/.within.website/x/cmd/anubis/main.js">',
    '_Incapsula_Resource',
    'window._cf_chl_opt',
  ])('is known by %s', (mark) => {
    expect(statusFailure(fetched(page(mark)))?.failure.code).toBe('http-challenged');
    expect(statusFailure(fetched(page(mark), { status: 403 }))?.failure.code).toBe('http-challenged');
  });

  it('is no challenge where a page was asked for and came', () => {
    expect(
      statusFailure(fetched(page('/cdn-cgi/challenge-platform/'), { accept: 'text/html' })),
    ).toBeUndefined();
  });

  it('is not read into data that tells of one', () => {
    expect(statusFailure(fetched(JSON.stringify({ text: '_Incapsula_Resource' })))).toBeUndefined();
  });
});
