import type { Finding } from '../../../model/finding.ts';
import type { Judged } from './confusion.ts';
import { ImitatedForges } from './forges.ts';
import type { CorpusServer } from './server.ts';
import { archives, laterRepositories, repositories } from './sources.ts';
import { Town } from './town.ts';

/** What was said of the servers of a corpus. `failedAtOnce`, `failed`: findings after the first visit and after the last. */
export interface Judgement {
  readonly judged: readonly Judged[];
  readonly failedAtOnce: readonly Finding[];
  readonly failed: readonly Finding[];
}

/** Days from now of the visits: further apart than an answer of a forge holds. */
const [first, between, last] = [-16, -8, 0] as const;
/** Servers of which nothing can be said before a third look. */
const wantsThree = /^(unreachable|stale-|none-took|near-.*-gone|near-archive-)/;

/** Visits every server of a corpus over sockets, twice or as often as it takes, and judges what was seen. */
export async function judgeCorpus(servers: readonly CorpusServer[]): Promise<Judgement> {
  const forges = new ImitatedForges(repositories, archives);
  const town = await Town.with(forges);
  try {
    town.settle(servers);
    await town.enrol();
    await town.visit(first);
    const failedAtOnce = await town.store.currentFindings({ outcomes: ['failed'] });
    town.settle(servers.map((server) => ({ ...server, ...server.later })));
    for (const one of laterRepositories) forges.put(one);
    await town.visit(
      between,
      servers.filter(({ name }) => wantsThree.test(name)),
    );
    await town.visit(last);
    const failed = await town.store.currentFindings({ outcomes: ['failed'] });
    const dossiers = await town.dossiers(servers, 0.1);
    const judged = servers.flatMap((server, index) => {
      const dossier = dossiers[index];
      return dossier === undefined ? [] : [{ server, dossier }];
    });
    return { judged, failedAtOnce, failed };
  } finally {
    await town.close();
  }
}
