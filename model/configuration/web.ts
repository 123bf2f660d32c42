import { z } from 'zod';
import { type Grant, type KeptToken, staffRoles } from '../access.ts';
import { addressField, envNameField, textField } from './fields.ts';

/** `host:port`, with an IPv6 address in brackets. */
export const listenPattern: RegExp = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/;

const role = z.enum(staffRoles).describe('viewer, reviewer, legal or admin');
const grant = z.union(
  [
    role.transform((name): Grant => ({ role: name })),
    z
      .strictObject({ customer: textField.describe('the customer, as hosted[].customer names it') })
      .transform(({ customer }): Grant => ({ role: 'customer', customer })),
  ],
  { error: 'is no role; write viewer, reviewer, legal, admin, or { customer: name }' },
);
const grants = (whose: string) =>
  z.record(
    z.string().min(1, { error: 'is empty' }),
    grant.describe(`${whose}: a role, or { customer: name }`),
  );

const blocks = z
  .array(addressField.describe('an address or a block of them, such as 192.0.2.7 or 10.0.0.0/8'))
  .min(1, { error: 'is empty' });

const headerName = z.string().regex(/^[A-Za-z0-9-]+$/, { error: 'is no header name' });
const header = z.union(
  [
    headerName.transform((name) => ({ name })),
    z.strictObject({
      name: headerName.describe('the header with the name of the signed-in person, such as X-Remote-User'),
      trustedProxies: blocks.describe('where the proxy stands; without it, this machine').exactOptional(),
      roles: grants('what a person may see')
        .describe('what each person may see, by name, and * for everyone else; without it, all are admins')
        .exactOptional(),
    }),
  ],
  { error: 'is no header; write its name, or { name, trustedProxies, roles }' },
);

const keptToken = z
  .strictObject({
    name: textField.describe('whose token it is, such as ci'),
    role: z.enum([...staffRoles, 'customer']).describe('viewer, reviewer, legal, admin or customer'),
    customer: textField
      .describe('with role customer: which one, as hosted[].customer names it')
      .exactOptional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'is no SHA-256 in hexadecimal' })
      .describe('the digest of the token; fediscope tokens add prints it'),
  })
  .transform(({ role, customer, ...token }, context): KeptToken => {
    if (role !== 'customer' && customer === undefined) return { ...token, grant: { role } };
    if (role === 'customer' && customer !== undefined) return { ...token, grant: { role, customer } };
    const message = 'names a customer exactly with role customer';
    context.addIssue({ code: 'custom', path: ['customer'], message, input: customer });
    return z.NEVER;
  });

const oidc = z.strictObject({
  issuer: z
    .string()
    .refine(isIssuer, { error: 'is no https URL (http is for this machine only)' })
    .describe('the URL of the provider, such as https://login.example/realms/main'),
  clientId: textField.describe('the name under which the provider knows this monitor'),
  clientSecretEnv: envNameField
    .describe('the environment variable with the secret of the client; without it, a public client')
    .exactOptional(),
  claim: textField
    .describe('the claim of the ID token that roles are read from, such as groups')
    .default('groups'),
  roles: grants('what a value of the claim grants').describe('what each value of the claim grants'),
});

/** An issuer is an https URL; on this machine http is enough. Source: OpenID Connect Discovery 1.0 §4. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '') return false;
  const isOwnMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isOwnMachine);
}

const auth = z
  .strictObject({
    header: header
      .describe('the header in which a proxy in front names the signed-in person, such as X-Remote-User')
      .exactOptional(),
    tokens: z
      .array(
        z
          .union([envNameField, keptToken], {
            error:
              'is no token; write the name of an environment variable, or a line that fediscope tokens add prints',
          })
          .describe(
            'an environment variable with one access token of an admin, or a line of fediscope tokens add',
          ),
      )
      .min(1, { error: 'is empty' })
      .describe('access tokens')
      .exactOptional(),
    metrics: z
      .enum(['guarded', 'open'])
      .describe('guarded: /metrics asks who you are like the pages do; open: it does not')
      .default('guarded'),
    oidc: oidc.describe('log-in at a provider of OpenID Connect').exactOptional(),
  })
  .superRefine((given, context) => {
    const ways = [given.header, given.tokens ?? given.oidc].filter((way) => way !== undefined);
    if (ways.length !== 1)
      context.addIssue({
        code: 'custom',
        message: `names ${ways.length} ways to sign in; give exactly one of header and tokens, or oidc with or without tokens`,
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
  forwardedBy: blocks
    .describe('proxies whose X-Forwarded-For says where a request comes from; without it, none is believed')
    .exactOptional(),
});
