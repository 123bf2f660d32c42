import { page } from '../documents/reply.ts';
import type { Ask, Reply, Site } from '../site.ts';
import type { Breakage, Place } from './breakage.ts';
import { headersAt, isAt, replyAt } from './breakage.ts';

const federation: readonly Place[] = [
  'webfinger',
  'host-meta',
  'nodeinfo-discovery',
  'nodeinfo',
  'actor',
  'instance-actor',
];

/** Longer than Misskey waits. Source: misskey:packages/backend/src/core/HttpRequestService.ts, 5 s. */
const slowMs = 6_000;

const slowAt = (places: readonly Place[], says: string): Breakage => ({
  says,
  apply: (site) => replyAt(site, places, (reply) => ({ ...reply, waitMs: slowMs })),
});

/** Ten minutes, twice what Misskey allows. Source: @peertube/http-signature 1.7.0, clockSkew. */
function aheadOfTime(reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, date: new Date(Date.now() + 600_000).toUTCString() } };
}

/** Source: Cloudflare's documentation, "Detect a challenge page response". */
function challenge(): Reply {
  const headers = { server: 'cloudflare', 'cf-mitigated': 'challenge', 'cf-ray': '8f0000000000abcd-FRA' };
  return { ...page('Just a moment...', headers), status: 403 };
}

const hops = 4;

/** Each hop leads to the next on the same host; the last one answers. */
function hopping(site: Site): Site {
  const answer = async (ask: Ask): Promise<Reply> => {
    if (!isAt(site, ask, ['webfinger'])) return site.answer(ask);
    const at = Number(ask.url.searchParams.get('hop') ?? 0);
    if (at === hops) return site.answer(ask);
    const next = new URL(ask.url);
    next.searchParams.set('hop', String(at + 1));
    return { status: 302, headers: { location: next.href }, body: '' };
  };
  return { ...site, answer };
}

/** A single-page application behind every path that has no route. WebFinger keeps its own answers. */
function catchingAll(site: Site): Site {
  return replyAt(site, ['everything'], (reply, ask) => {
    const isWebFinger = isAt(site, ask, ['webfinger']);
    return reply.status === 404 && !isWebFinger ? page('Loading...') : reply;
  });
}

/** Faults of the way an answer comes, not of what it says. */
export const httpBreakages = {
  'clock-ahead': {
    says: 'the Date header is ten minutes ahead',
    apply: (site) => replyAt(site, ['everything'], aheadOfTime),
  },
  'bot-challenge': {
    says: 'a bot challenge stands before every federation URL',
    apply: (site) => replyAt(site, federation, challenge),
  },
  'webfinger-slow': slowAt(['webfinger'], 'WebFinger takes six seconds'),
  'federation-slow': slowAt(federation, 'every federation URL takes six seconds'),
  'page-for-everything': { says: 'what does not exist is answered with a page', apply: catchingAll },
  'hsts-without-age': {
    says: 'Strict-Transport-Security has no max-age',
    apply: (site) =>
      headersAt(site, ['everything'], { 'strict-transport-security': 'includeSubDomains; preload' }),
  },
  'webfinger-four-hops': { says: 'WebFinger is redirected four times', apply: hopping },
} as const satisfies Record<string, Breakage>;
