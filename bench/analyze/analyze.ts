import { boundGarbage } from '../../bin/heap.ts';
import { countOf } from '../count.ts';
import type { Measure } from '../measure.ts';
import { measureFleetRules } from './fleet-rules.ts';
import { onGround, record } from './ground.ts';
import { measureServerRules } from './server-rules.ts';

const full = { rows: 100_000_000, servers: 30_000 } as const;

/** How large a run is, as it was asked for. `rows`: observations for the fleet rules, such as 10m; their servers scale with them. `servers`: in the snapshot; absent: as many less than at full size as rows. */
export interface AnalyzeSize {
  readonly rows?: string | undefined;
  readonly servers?: string | undefined;
}

/** What judging costs. */
export async function measureAnalyze({ rows, servers }: AnalyzeSize): Promise<readonly Measure[]> {
  // As the product does before it opens a store: by itself V8 takes memory that no monitor takes.
  boundGarbage();
  const history = counted('--rows', rows ?? String(full.rows), full.rows);
  const share = history / full.rows;
  const inSnapshot = Math.max(300, Math.round(full.servers * share));
  const watched = counted('--servers', servers ?? String(inSnapshot), full.servers);
  console.log(`${history} of ${full.rows} rows, ${watched} of ${full.servers} servers in the snapshot`);
  return onGround(history, async (ground) => {
    const hosts = await record(ground);
    return [
      ...(await measureServerRules(ground, hosts, watched)),
      ...(await measureFleetRules(ground, share)),
    ];
  });
}

/** @throws {Error} when it is no number, or more than there are at full size. */
function counted(option: string, text: string, most: number): number {
  const count = countOf(text);
  if (count > 0 && count <= most) return count;
  throw new Error(`${option} is a number such as 300, 3k or 10m, at most ${most}`);
}
