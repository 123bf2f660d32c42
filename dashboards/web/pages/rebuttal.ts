import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { refuseEntry } from '../../../model/review.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { refuseFor } from '../guard/asking.ts';
import type { Limits } from '../guard/limits.ts';
import type { GuardState } from '../guard/state.ts';
import { rejectionSubject } from '../parts/rebuttal.ts';
import { serverPath } from '../parts/server-list.ts';
import { readHosted } from './defederation.ts';
import { refuse } from './trouble.ts';

/** Takes what a hosted server says to those who reject or limit it, from us and from the people of its customer. */
export function serveRebuttals(app: Hono<WebEnv>, deps: WebDeps, { limits }: GuardState): void {
  app.post('/servers/:host/defederation/rebuttals', (context) => write(context, deps, limits));
}

const rebuttal = z.object({ about: z.string(), text: z.string().trim() });

/** One row of the review log; no observation changes. */
async function write(context: Context<WebEnv>, deps: WebDeps, { rebuttals }: Limits): Promise<Response> {
  const asked = await readHosted(context, deps);
  if (asked === undefined) return refuse(context, deps, 'not-hosted');
  if (deps.reviews === undefined) return refuse(context, deps, 'log-elsewhere');
  const sent = rebuttal.safeParse(await context.req.parseBody());
  if (!sent.success) return refuse(context, deps, 'no-review');
  const { server, rejections } = asked.read;
  const subjects = rejections.map((one) => rejectionSubject(one, server));
  const subject = subjects.find(({ id }) => id === sent.data.about);
  if (subject === undefined) return refuse(context, deps, 'no-such-rejection');
  const by = context.get('user') ?? 'somebody on the pages';
  const text = sent.data.text.replaceAll('\r\n', '\n');
  const entry = { by, subject, act: 'rebuttal', text } as const;
  if (refuseEntry(entry) !== undefined) return refuse(context, deps, 'no-review');
  const waitMs = rebuttals.take(`${by} ${server}`, deps.clock.now());
  if (waitMs !== undefined) return refuseFor(context, deps, { trouble: 'too-many-rebuttals', waitMs });
  await deps.reviews.append(entry);
  return context.redirect(`${serverPath(server)}/defederation`, 303);
}
