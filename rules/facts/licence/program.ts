import type { InstanceApiAnswer } from '../../../crawler/probes/instance-api.ts';
import type { Observed, Seen } from '../../rule.ts';
import { instanceApiOf } from '../software.ts';

/** Numbers of the instance API that are constants of some software, by JSON Pointer. */
export function constantsOf(api: InstanceApiAnswer | undefined): ReadonlyMap<string, number> {
  return new Map(Object.entries(api?.constants ?? {}));
}

type Told = Pick<Seen<never, 'nodeinfo' | 'instance-api'>, 'nodeinfo' | 'instance-api' | 'recalled'>;

/**
 * The newest instant at which the program was still another one than it is now, of those that were recalled. RFC 3339. Undefined: none was recalled,
 * or it was the same.
 */
export function changedAfterOf(seen: Told): string | undefined {
  const { nodeinfo, recalled } = seen;
  const api = seen['instance-api'];
  const past = recalled['instance-api'];
  const instants = [
    ...(nodeinfo.ok && differs(recalled.nodeinfo, nodeinfo, versionIn) ? [recalled.nodeinfo?.startedAt] : []),
    ...(api.ok && differs(past, api, shapeIn) ? [past?.startedAt] : []),
  ];
  return instants
    .flatMap((at) => at ?? [])
    .toSorted()
    .at(-1);
}

function differs<P extends 'nodeinfo' | 'instance-api'>(
  past: Observed<P> | undefined,
  now: Observed<P>,
  told: (observed: Observed<P>) => string | undefined,
): boolean {
  if (past === undefined) return false;
  const before = told(past);
  const after = told(now);
  // What one of them did not tell is no change.
  return before !== undefined && after !== undefined && before !== after;
}

function versionIn({ data }: Observed<'nodeinfo'>): string | undefined {
  if (data.document?.ok !== true) return undefined;
  const { name, version } = data.document.data.software;
  return `${name} ${version ?? ''}`;
}

/** What the code decides of the instance API: its version, its keys, its constants. Numbers of people and posts are not among them. */
function shapeIn(observed: Observed<'instance-api'>): string | undefined {
  const api = instanceApiOf(observed);
  return api && JSON.stringify([api.endpoint, api.version, api.keys, [...constantsOf(api)]]);
}
