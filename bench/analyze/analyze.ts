import type { Measure } from '../measure.ts';
import { measureFleetRules } from './fleet-rules.ts';
import { onGround, record } from './ground.ts';
import { measureServerRules } from './server-rules.ts';

const full = { rows: 100_000_000, servers: 30_000 } as const;

/** What judging costs. `rows`: observations for the fleet rules, of 100 million at full size; servers scale with them. */
export async function measureAnalyze(rows = String(full.rows)): Promise<readonly Measure[]> {
  const share = Number(rows) / full.rows;
  if (!(share > 0 && share <= 1)) throw new Error(`--rows is a number up to ${full.rows}`);
  const servers = Math.max(300, Math.round(full.servers * share));
  console.log(`${rows} of ${full.rows} rows, ${servers} of ${full.servers} servers in the snapshot`);
  return onGround(Number(rows), async (ground) => {
    const hosts = await record(ground);
    return [
      ...(await measureServerRules(ground, hosts, servers)),
      ...(await measureFleetRules(ground, share)),
    ];
  });
}
