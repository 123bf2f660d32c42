import { z } from 'zod';
import { envNameField } from './fields.ts';

/** `host:port`, with an IPv6 address in brackets. */
export const listenPattern: RegExp = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/;

const auth = z
  .strictObject({
    header: z
      .string()
      .regex(/^[A-Za-z0-9-]+$/, { error: 'is no header name' })
      .describe('the header in which a proxy in front names the signed-in person, such as X-Remote-User')
      .exactOptional(),
    tokens: z
      .array(envNameField.describe('an environment variable with one access token'))
      .min(1, { error: 'is empty' })
      .describe('environment variables with one access token each')
      .exactOptional(),
    metrics: z
      .enum(['guarded', 'open'])
      .describe('guarded: /metrics asks who you are like the pages do; open: it does not')
      .default('guarded'),
    oidc: z.unknown().describe('not built yet').exactOptional(),
  })
  .superRefine((given, context) => {
    if (given.oidc !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['oidc'],
        message:
          'is not built yet; use web.auth.header behind a proxy that speaks OpenID Connect, or web.auth.tokens',
        input: 'oidc',
      });
    const ways = [given.header, given.tokens, given.oidc].filter((way) => way !== undefined);
    if (ways.length !== 1)
      context.addIssue({
        code: 'custom',
        message: `names ${ways.length} ways to sign in; give exactly one of header and tokens`,
        input: Object.keys(given).join(', '),
      });
  });

/** Where the pages are served, and who may read them. */
export const webSchema = z.strictObject({
  listen: z
    .string()
    .refine((text) => Number(listenPattern.exec(text)?.[2] ?? Number.NaN) <= 65_535, {
      error: 'is no address and port',
    })
    .describe('address and port of the pages, such as 127.0.0.1:8080')
    .default('127.0.0.1:8080'),
  auth: auth.describe('how people sign in; needed off loopback').exactOptional(),
});
