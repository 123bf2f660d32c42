import { afterAll, beforeAll, describe } from 'vitest';
import { type HostileSite, openHostileSite } from './hostile-site.ts';
import { itCanBeUsed } from './page-looks.ts';

let opened: HostileSite;
beforeAll(async () => {
  opened = await openHostileSite();
});
afterAll(() => opened.close());

describe('in a browser, with a fediverse full of hostile texts, examined at both widths and in both schemes', () =>
  itCanBeUsed(() => opened, 2));
