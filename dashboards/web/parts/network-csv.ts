import type { Host } from '../../../model/host.ts';
import { csvLine } from '../../../model/lists/csv.ts';
import { coverageSentence } from '../../defederation/words.ts';
import type { Graph } from '../../panels/graph.ts';
import type { MostRejected, Network } from '../reading/network.ts';
import { extent } from './graph.ts';

/** Defederation in the network as one CSV table. In front of the rows of a kind stands how many there are. `unproven`: those named in it that do not prove to be ours. */
export function networkCsv(network: Network, graph: Graph, unproven: readonly Host[]): string {
  const { coverage, publishing, islands, mostRejected, mutual, waves, totals } = network;
  const counted = (kind: string, { host, rejecting, limiting }: MostRejected) => {
    const counts = [rejecting, limiting, publishing].map(String);
    return [kind, host, undefined, ...counts];
  };
  const rows = [
    ['kind', 'server', 'other', 'rejecting', 'limiting', 'publishing'],
    ['coverage', coverageSentence(coverage), undefined, undefined, undefined, String(publishing)],
    ['islands', islands === undefined ? 'cannot tell' : extentOf(islands, islands.length)],
    ...(islands ?? []).map((one) => counted('island', one)),
    ['most rejected', extentOf(mostRejected, totals?.rejected)],
    ...mostRejected.map((one) => counted('rejected', one)),
    ['mutual rejections', extentOf(mutual, totals?.mutual)],
    ...mutual.map(([one, other]) => ['mutual', one, other]),
    ['waves', extentOf(waves.findings, waves.page.total)],
    ...waves.findings.map(({ finding }) => ['wave', finding.server]),
    ...(graph.edges.length > 0 ? [['drawn', extent(graph)]] : []),
    ...graph.edges.map(({ who, what, whom }) => [what.toLowerCase(), who, whom]),
    ...unproven.map((server) => ['unproven', server]),
  ];
  return rows.map((cells) => csvLine(cells, { newline: '\r\n', quoteEmpty: false })).join('');
}

/** How many there are. `all` is absent where nobody counted. */
function extentOf(told: readonly unknown[], all: number | undefined): string {
  if (all === undefined) return 'not counted yet';
  return told.length < all ? `the first ${told.length} of ${all}` : `${all} in all`;
}
