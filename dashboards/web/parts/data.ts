import type { Context } from 'hono';
import type { Host } from '../../../model/host.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { namedOn } from './unproven.ts';

/** What a page rests on as JSON, with what the page says of it: `unproven` are the servers named in it that do not prove to be ours, none where there is none. */
export async function showData(context: Context<WebEnv>, deps: WebDeps, data: object): Promise<Response> {
  return context.json({ ...data, unproven: await unprovenIn(data, deps) });
}

/** The servers named in some data that do not prove to be ours, in the order in which the store has them. */
export async function unprovenIn(data: object, { store }: Pick<WebDeps, 'store'>): Promise<readonly Host[]> {
  // The letter of an escape, such as that of a line break, would else begin the name behind it.
  const text = JSON.stringify(data).replaceAll(/\\(?:u[0-9a-f]{4}|.)/g, ' ');
  return namedOn(text, await store.unproven());
}
