import type { Wire } from '../site.ts';
import type { Breakage } from './breakage.ts';
import { replyAt } from './breakage.ts';

const does = (wire: Wire, says: string): Breakage => ({ says, apply: (site) => ({ ...site, wire }) });

const always = (status: number, headers: Record<string, string>, says: string): Breakage => ({
  says,
  apply: (site) =>
    replyAt(site, ['everything'], () => ({
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
      body: '',
    })),
});

/** Servers that give no answer to judge. */
export const wireBreakages = {
  'connection-refused': does('refuse', 'nothing listens'),
  'connection-reset': does('reset', 'every TLS connection is reset'),
  'connection-silent': does('silent', 'connections are accepted and nothing comes back'),
  'unavailable-everywhere': always(503, {}, 'every URL answers 503'),
  'rate-limited': always(429, { 'retry-after': '3600' }, 'every URL answers 429 and asks for an hour'),
  'cut-off-everywhere': {
    says: 'every body ends after its first half, and its length says that this is all',
    apply: (site) =>
      replyAt(site, ['everything'], (reply) => ({
        ...reply,
        body: reply.body.slice(0, Math.floor(reply.body.length / 2)),
      })),
  },
  'robots-names-us': {
    says: 'robots.txt asks us, by name, to stay away from the API; everybody else is welcome',
    apply: (site) =>
      replyAt(site, ['everything'], (reply, ask) =>
        ask.url.pathname === '/robots.txt'
          ? {
              ...reply,
              status: 200,
              body: 'User-agent: Fediscope\nDisallow: /api/\n\nUser-agent: *\nDisallow:\n',
            }
          : reply,
      ),
  },
  'robots-disallow-all': {
    says: 'robots.txt disallows everything',
    apply: (site) =>
      replyAt(site, ['everything'], (reply, ask) =>
        ask.url.pathname === '/robots.txt'
          ? { ...reply, status: 200, body: 'User-agent: *\nDisallow: /\n' }
          : reply,
      ),
  },
} as const satisfies Record<string, Breakage>;
