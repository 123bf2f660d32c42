import type { Host } from '../../../model/host.ts';
import type { ChangeAbout, ChangesAbout } from '../../../store/policies/policy-reads.ts';
import type { Store } from '../../../store/store.ts';

/** Changes that are read in one go, of a hundred servers. */
const atOnce = 1_000;

/** How far to read. `since`: RFC 3339, exclusive. `most`: no page is read after so many changes. */
export interface Extent {
  readonly since: string;
  readonly most: number;
}

/** Every change about some servers, oldest first; they are read a page at a time, the newest page first. `cutAt` is there where they were too many. */
export async function changesAbout(
  store: Pick<Store, 'policyChangesAbout'>,
  servers: readonly Host[],
  { since, most }: Extent,
): Promise<ChangesAbout> {
  let newer: readonly ChangeAbout[] = [];
  let until: string | undefined;
  for (;;) {
    const filter = { since, limit: atOnce, ...(until !== undefined && { until }) };
    const { changes, cutAt } = await store.policyChangesAbout(servers, filter);
    if (cutAt === undefined) return { changes: [...changes, ...newer] };
    // Where one instant has more than a page holds, the next page would be this one.
    if (cutAt === until || changes.length + newer.length >= most)
      return { changes: [...changes, ...newer], cutAt };
    // Those of this instant come again, with the ones that are left out here.
    newer = [...changes.filter(({ change }) => change.changedAt > cutAt), ...newer];
    until = cutAt;
  }
}
