import type { Ask } from '../site.ts';

const activityTypes = ['application/activity+json', 'application/ld+json'];

/** Does the request want the ActivityPub representation rather than the page? Source: ActivityPub §3.2, RFC 9110 §12.5.1. */
export function wantsActivity(ask: Ask): boolean {
  const accepted = parseAccept(ask.headers['accept'] ?? '');
  const activity = accepted.find(({ type }) => activityTypes.includes(type));
  const page = accepted.find(({ type }) => type === 'text/html');
  if (activity === undefined) return false;
  return page === undefined || activity.quality >= page.quality;
}

interface Accepted {
  readonly type: string;
  readonly quality: number;
}

function parseAccept(header: string): readonly Accepted[] {
  return header.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    return { type: type.toLowerCase(), quality: q === undefined ? 1 : Number(q.slice(2)) };
  });
}
