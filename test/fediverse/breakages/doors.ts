import { status } from '../documents/reply.ts';
import type { Breakage, Place } from './breakage.ts';
import { replyAt } from './breakage.ts';

/** Where others look for people, and for the server itself. */
const doors: readonly Place[] = ['webfinger', 'actor', 'instance-actor', 'outbox', 'post'];

/** Servers at which nobody is found, though their software federates and NodeInfo and the instance API say nothing of it. */
export const doorBreakages = {
  'doors-shut': {
    says: 'WebFinger and every actor answer 404, as if nobody were there',
    apply: (site) => replyAt(site, doors, () => status(404)),
  },
  'doors-guarded': {
    says: 'WebFinger and every actor answer 403, perhaps to us alone',
    apply: (site) => replyAt(site, doors, () => status(403)),
  },
} as const satisfies Record<string, Breakage>;
