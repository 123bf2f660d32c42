import type { Hono } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { serverPath, serverTable } from '../parts/server-list.ts';
import { dataAge, show } from '../parts/shell.ts';
import { type ServerView, viewsOf } from '../reading/view.ts';
import { wantsJson } from './trouble.ts';

const shown = 50;
/** No host is longer. */
const longestName = 253;

/** Servers by a part of their name. */
export function serveSearch(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/search', async (context) => {
    const query = nameIn(context.req.query('q') ?? '').slice(0, longestName);
    const found =
      query === '' ? [] : await deps.store.serversOf({ named: query }, { limit: shown, offset: 0 });
    const [only] = found;
    const views = await viewsOf(deps.store, found);
    if (wantsJson(context)) return showData(context, deps, { query, servers: views });
    if (only !== undefined && (found.length === 1 || only.host === query))
      return context.redirect(serverPath(only.host), 303);
    const main = page(query, views, deps);
    return show(context, deps, { title: 'Search', main, observedAt: await dataAge(deps) });
  });
}

/** The name in what somebody pasted: an address of a page, an account, or the name alone. */
function nameIn(pasted: string): string {
  const [authority = ''] = pasted
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split(/[/?#]/, 1);
  return authority.slice(authority.lastIndexOf('@') + 1);
}

function page(query: string, views: readonly ServerView[], deps: WebDeps): Markup {
  if (query === '') return markup`<h1>Search</h1><p class="notice">Type a part of the name of a server.</p>`;
  if (views.length === 0)
    return markup`<h1>Search</h1><p class="notice">No server that is watched has <bdi>${query}</bdi> in its name. Look for a typing error, or add it to <code>hosted</code> or <code>peers.seeds</code> in fediscope.yaml.</p>`;
  const caption =
    views.length < shown
      ? 'Servers with it in their name'
      : `The first ${shown} servers with it in their name: type more to narrow`;
  const json = `/search?${new URLSearchParams({ q: query, format: 'json' })}`;
  return markup`<div class="head"><h1>Search: <bdi>${query}</bdi></h1><p class="tools"><a href="${json}" download="search.json">JSON</a></p></div>${serverTable(views, { caption, nowMs: deps.clock.now() })}`;
}
