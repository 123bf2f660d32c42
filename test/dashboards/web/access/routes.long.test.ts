import { afterAll, beforeAll, describe } from 'vitest';
import { fleet } from '../fleet.ts';
import { type Site, siteOf, storeWith } from '../site.ts';
import { guardedDeps } from './people.ts';
import { itIsForThose } from './role-routes.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;

beforeAll(async () => {
  stored = await storeWith(fleet());
  const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'x', claim: 'groups', roles: {} };
  site = await siteOf(guardedDeps(stored.store, { oidc }));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('a route', () => {
  itIsForThose(
    () => site,
    () => true,
  );
});
