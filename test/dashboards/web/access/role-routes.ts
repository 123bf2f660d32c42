import { expect, it } from 'vitest';
import { formOf, post, type Site } from '../site.ts';
import { bearer, logIn, type RoleName, roles, tokenOf } from './people.ts';

/** Who may use each route, written down a second time and in another form: v, r, l, a, and c for the customer of the path; * is everyone. */
export const expected: Readonly<Record<string, readonly [letters: string, path: string]>> = {
  'GET /about': ['*', '/about'],
  'GET /source.tar.gz': ['*', '/source.tar.gz'],
  'GET /healthz': ['*', '/healthz'],
  'GET /assets/*': ['*', '/assets/icon.svg'],
  'GET /status/:host': ['*', '/status/social.example'],
  'GET /login': ['*', '/login'],
  'POST /login': ['*', '/login'],
  'POST /logout': ['*', '/logout'],
  'GET /login/oidc': ['*', '/login/oidc'],
  'GET /login/callback': ['*', '/login/callback'],
  'GET /': ['vrlac', '/'],
  'GET /alerts': ['vrlac', '/alerts'],
  'GET /alerts/:id': ['vrlac', '/alerts/none'],
  'GET /incidents/:id': ['vrlac', '/incidents/none'],
  'GET /servers/:host': ['vrlac', '/servers/stadt.example'],
  'GET /servers/:host/defederation': ['vrlac', '/servers/stadt.example/defederation'],
  'GET /findings/:audience': ['vrlac', '/findings/sre'],
  'GET /boards': ['vrlac', '/boards'],
  'GET /boards/:id': ['vrlac', '/boards/defederation'],
  'GET /rules': ['vrlac', '/rules'],
  'GET /rules/:id': ['vrlac', '/rules/actor.vary'],
  'GET /observations/:id': ['vrlac', '/observations/none'],
  'GET /evidence/:sha256': ['vrlac', '/evidence/none'],
  'GET /defederation': ['vrla', '/defederation'],
  'GET /defederation/weeks': ['vrla', '/defederation/weeks'],
  'GET /defederation/weeks/:day': ['vrla', '/defederation/weeks/2025-11-17'],
  'GET /reviews': ['vrla', '/reviews'],
  'GET /metrics': ['vrla', '/metrics'],
  'GET /servers/:host/licence': ['vrlac', '/servers/stadt.example/licence'],
  'POST /servers/:host/defederation/rebuttals': ['rac', '/servers/stadt.example/defederation/rebuttals'],
  'POST /servers/:host/licence/replies': ['rla', '/servers/stadt.example/licence/replies'],
  'GET /clickhouse/ping': ['*', '/clickhouse/ping'],
  'GET /clickhouse': ['sql', '/clickhouse'],
  'POST /clickhouse': ['sql', '/clickhouse'],
  'GET /clickhouse/': ['sql', '/clickhouse/'],
  'POST /clickhouse/': ['sql', '/clickhouse/'],
  'GET /bundles/:id': ['la', '/bundles/x'],
  'POST /reviews': ['ra', '/reviews'],
  'POST /servers/:host/recheck': ['ra', '/servers/stadt.example/recheck'],
  'POST /annotations/deploys': ['ra', '/annotations/deploys'],
  'GET /audit': ['a', '/audit'],
  'GET /search': ['vrlac', '/search?q=stadt'],
  'GET /relations': ['vrla', '/relations'],
  'GET /relations/:server/:peer': ['vrla', '/relations/stadt.example/peer.example'],
  'GET /ourselves': ['vrla', '/ourselves'],
};

/** A title that the refusal of a role has, and no page. */
export const notYours = 'This is not for your role';
export const nothing = 'This site has no page at this address';

async function asked(site: Site, [key, path]: readonly [string, string], role: RoleName | undefined) {
  if (key.startsWith('GET')) return site.ask(path, { headers: role === undefined ? {} : bearer(role) });
  if (role === undefined) return site.ask(path, post({}));
  const { cookie } = await logIn(site, tokenOf(role));
  const form = await formOf(site, '/about', { cookie });
  return site.ask(path, post({ csrf: form.csrf, server: 'stadt.example' }, { cookie: form.cookie }));
}

const isAmong = (role: RoleName, letters: string) => letters.includes(role.slice(0, 1));

/** Whether a role may do all that any may, of everybody or of a customer. */
export function isMost(role: RoleName): boolean {
  return role === 'admin' || role === 'customer';
}

/** Whether nobody who is let in may do less. */
export function isLeast(role: RoleName, letters: string): boolean {
  return role === roles.find((each) => isAmong(each, letters));
}

/** Asks each route as a stranger, as everyone who is refused, and of those who are let in as who `comes`. */
export function itIsForThose(site: () => Site, comes: (role: RoleName, letters: string) => boolean): void {
  it.each(Object.entries(expected).filter(([, [letters]]) => letters !== '*' && letters !== 'sql'))(
    '%s is for those of %j only',
    async (key, [letters, path]) => {
      const stranger = await asked(site(), [key, path], undefined);
      expect(stranger.status).toBe(401);
      for (const role of roles.filter((each) => !isAmong(each, letters) || comes(each, letters))) {
        const isLetIn = isAmong(role, letters);
        const { status, text } = await asked(site(), [key, path], role);
        const refusal = role === 'customer' ? nothing : notYours;
        expect([role, text.includes(refusal)]).toEqual([role, !isLetIn]);
        if (!isLetIn) expect(status).toBe(role === 'customer' ? 404 : 403);
        else expect([401, 403, 429, 500]).not.toContain(status);
      }
    },
  );
}
