import { createHash } from 'node:crypto';
import type { Auth, HostedServer, WebDeps } from '../../../../dashboards/web/deps.ts';
import type { Grant, KeptToken } from '../../../../model/access.ts';
import { host } from '../../../store/examples.ts';
import { depsOf, formOf, post, type Site } from '../site.ts';

/** The hosted servers of the fleet, as a configuration names them. */
export const hosted: readonly HostedServer[] = [
  { host: host('social.example'), customer: 'Example Institution', isPublic: true },
  { host: host('stadt.example'), customer: 'Stadt Beispiel', isPublic: false },
  { host: host('ville.example'), customer: 'Ville d’Exemple', isPublic: true },
  { host: host('neu.example'), customer: 'Neue Behörde', isPublic: false },
];

export const roles = ['viewer', 'reviewer', 'legal', 'admin', 'customer'] as const;
export type RoleName = (typeof roles)[number];

/** One token for each role; the customer is the town. */
export const tokenOf = (role: RoleName) => `token-of-the-${role}`;
export const bearer = (role: RoleName) => ({ authorization: `Bearer ${tokenOf(role)}` });

const grantOf = (role: RoleName): Grant =>
  role === 'customer' ? { role, customer: 'Stadt Beispiel' } : { role };

export const keptTokens: readonly KeptToken[] = roles.map((role) => ({
  name: `the ${role}`,
  sha256: createHash('sha256').update(tokenOf(role)).digest('hex'),
  grant: grantOf(role),
}));

/** A site that knows these people, and offers all that a site can. */
export function guardedDeps(
  store: WebDeps['store'],
  auth: Auth = {},
  changes: Partial<WebDeps> = {},
): WebDeps {
  return depsOf(store, {
    auth: { keptTokens, ...auth },
    hosted,
    metrics: async () => 'up 1\n',
    bundle: async () => ({ name: 'evidence.tar', bytes: Buffer.from('a bundle') }),
    ...changes,
  });
}

/** Logs in by the form, with the headers that a browser would send. */
export async function logIn(site: Site, secret: string, headers: Record<string, string> = {}) {
  const { csrf, cookie } = await formOf(site, '/login', headers);
  const answer = await site.ask('/login', post({ csrf, secret, next: '/' }, { ...headers, cookie }));
  const session = answer.headers['set-cookie']?.find((set) => set.includes('fediscope-session='));
  return { answer, session, cookie: `${cookie}; ${session?.split(';')[0] ?? ''}` };
}
