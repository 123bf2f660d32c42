import { describe, expect, it } from 'vitest';
import { webSchema } from '../../model/configuration/web.ts';

const sha256 = 'a'.repeat(64);
const oidc = { issuer: 'https://login.example', clientId: 'x', roles: { g: 'admin' } };

describe('web.auth', () => {
  it('takes a header with proxies and roles, and a plain one', () => {
    const roles = { maria: 'legal', '*': { customer: 'X' } };
    const header = { name: 'X-User', trustedProxies: ['10.0.0.0/8', '::1'], roles };

    expect(webSchema.parse({ auth: { header } }).auth?.header).toEqual({
      ...header,
      roles: { maria: { role: 'legal' }, '*': { role: 'customer', customer: 'X' } },
    });
    expect(webSchema.parse({ auth: { header: 'X-User' } }).auth?.header).toEqual({ name: 'X-User' });
  });

  it('takes OpenID Connect alone, and beside tokens', () => {
    const kept = { name: 'ci', role: 'viewer', sha256 };

    expect(webSchema.parse({ auth: { oidc } }).auth?.oidc?.claim).toBe('groups');
    expect(webSchema.safeParse({ auth: { oidc, tokens: [kept, 'ENV_NAME'] } }).success).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['a header beside OpenID Connect', { header: 'X-User', oidc }],
    ['a provider by plain http', { oidc: { ...oidc, issuer: 'http://login.example' } }],
    [
      'a provider that only looks like this machine',
      { oidc: { ...oidc, issuer: 'http://127.0.0.1.evil.example' } },
    ],
    ['no roles', { oidc: { ...oidc, roles: undefined } }],
    ['an unknown role', { oidc: { ...oidc, roles: { g: 'root' } } }],
    ['a role that is customer without a name', { header: { name: 'X', roles: { a: 'customer' } } }],
    ['a proxy that is no address', { header: { name: 'X', trustedProxies: ['proxy.example'] } }],
    ['a customer’s token without one', { tokens: [{ name: 'a', role: 'customer', sha256 }] }],
    ['a viewer’s token with one', { tokens: [{ name: 'a', role: 'viewer', customer: 'X', sha256 }] }],
    ['a digest that is none', { tokens: [{ name: 'a', role: 'viewer', sha256: 'abc' }] }],
  ])('refuses %s', (_what, auth) => {
    expect(webSchema.safeParse({ auth }).success).toBe(false);
  });
});
