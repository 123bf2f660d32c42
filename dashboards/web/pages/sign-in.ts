import type { Context, Hono } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { isLoopback } from '../exposure.ts';
import { addressKey } from '../guard/addresses.ts';
import { tooMany } from '../guard/asking.ts';
import { dropCookie, readCookie, writeCookie } from '../guard/cookies.ts';
import { hostName } from '../guard/host.ts';
import { createJourneys, type Journeys, journeySeconds } from '../guard/journeys.ts';
import { createProvider, type Provider } from '../guard/oidc.ts';
import type { GuardState } from '../guard/state.ts';
import { markup } from '../markup.ts';
import { localPath, openSession } from './login.ts';
import { refuse } from './trouble.ts';

interface Around {
  readonly deps: WebDeps;
  readonly state: GuardState;
  readonly provider: Provider;
  readonly journeys: Journeys;
}

/** Log-in at a provider of OpenID Connect; nothing when none is configured. */
export function serveSignIn(app: Hono<WebEnv>, deps: WebDeps, state: GuardState): void {
  const oidc = deps.auth?.oidc;
  if (oidc === undefined) return;
  const around = { deps, state, provider: createProvider(oidc), journeys: createJourneys() };
  app.get('/login/oidc', (context) => leave(context, around));
  app.get('/login/callback', (context) => comeBack(context, around));
}

/** Where the provider sends the browser back to: the public origin, or this machine when that was asked. */
function callbackUrl(context: Context<WebEnv>, { monitor }: WebDeps): string {
  const host = context.req.header('host') ?? '';
  const origin = isLoopback(hostName(host) ?? '') ? `http://${host}` : (monitor.origin ?? `https://${host}`);
  return `${origin}/login/callback`;
}

async function leave(
  context: Context<WebEnv>,
  { deps, state, provider, journeys }: Around,
): Promise<Response> {
  const nowMs = deps.clock.now();
  const waitMs = state.limits.journeys.take(addressKey(context.get('address')), nowMs);
  if (waitMs !== undefined) return tooMany(context, deps, waitMs);
  try {
    const { url, journey } = await provider.begin(callbackUrl(context, deps));
    const value = journeys.start({ journey, next: localPath(context.req.query('next')) }, nowMs);
    // The browser comes back from another site, so this one cookie has to be sent then.
    writeCookie(context, { name: 'fediscope-journey', value, sameSite: 'Lax', maxAge: journeySeconds });
    return context.redirect(url, 303);
  } catch (error) {
    deps.log.error('the provider of web.auth.oidc cannot be used', { error: saying(error) });
    return refuse(context, deps, 'no-provider');
  }
}

async function comeBack(context: Context<WebEnv>, around: Around): Promise<Response> {
  const { deps, state, provider, journeys } = around;
  const waitMs = state.limits.returns.take(addressKey(context.get('address')), deps.clock.now());
  if (waitMs !== undefined) return tooMany(context, deps, waitMs);
  const booked = journeys.end(readCookie(context, 'fediscope-journey') ?? '', deps.clock.now());
  dropCookie(context, 'fediscope-journey');
  if (booked === undefined) return turnAway(context, around, 'no such log-in is under way');
  try {
    const { account, reader } = await provider.finish(new URL(context.req.url).search, booked.journey);
    if (reader === undefined) return await withoutRole(context, around, account);
    await openSession(context, deps, { state, reader });
    return goOn(context, booked.next);
  } catch (error) {
    return turnAway(context, around, saying(error));
  }
}

/** A page that goes on by itself: a redirect would still count as coming from the provider's site, and browsers would not send the new session with it. */
function goOn(context: Context<WebEnv>, next: string): Response | Promise<Response> {
  return context.html(markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${next}"><title>Logged in · Fediscope</title></head>
<body><p>You are logged in. <a href="${next}">Go on</a></p></body></html>
`);
}

async function turnAway(
  context: Context<WebEnv>,
  { deps, state }: Around,
  reason: string,
): Promise<Response> {
  deps.log.warn('a login by OpenID Connect was refused', { reason });
  await state.acts.record(context, { act: 'log-in-refused', subject: 'oidc', status: 403 });
  return refuse(context, deps, 'sign-in-failed');
}

async function withoutRole(
  context: Context<WebEnv>,
  { deps, state }: Around,
  account: string,
): Promise<Response> {
  await state.acts.record(context, {
    act: 'log-in-refused',
    subject: `oidc, no role: ${account}`,
    status: 403,
  });
  return refuse(context, deps, 'no-role');
}

/** What went wrong, without what the provider sent: a code or a token may be in it. */
function saying(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? `${error.message} (${String(error.code)})` : error.message;
}
