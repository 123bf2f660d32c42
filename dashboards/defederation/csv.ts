import type { Defederation } from '../../analyzer/defederation/dossier.ts';
import { csvLine } from '../../model/lists/csv.ts';
import { contactPage } from './contact.ts';
import { changeSentence, confidenceNames, percent } from './words.ts';

const columns = [
  ...(['kind', 'server', 'peer', 'what', 'reason', 'source', 'from', 'to', 'size', 'rebuttal'] as const),
  ...(['confidence', 'contact'] as const),
];

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;

/** What is known of some servers as one CSV table; formulas are defused. Each server's coverage stands in front of its figures. */
export function defederationCsv(all: readonly Defederation[]): string {
  const lines = all.flatMap((one) => rowsOf(one).map((row) => line({ server: one.server, ...row })));
  return [csvLine(columns, options), ...lines].join('');
}

const options = { newline: '\r\n', quoteEmpty: false } as const;

function line(row: Row): string {
  return csvLine(
    columns.map((name) => row[name]),
    options,
  );
}

function rowsOf({ coverage, rejections, changes, reach }: Defederation): readonly Row[] {
  const { published, partial } = coverage.byState;
  return [
    {
      kind: 'coverage',
      what: `${published + partial} of ${coverage.known} peers publish a list we may read`,
    },
    ...rejections.map(({ policy, activeUsers, rebuttal, contact, software }) => ({
      kind: 'rejection',
      peer: policy.observer,
      what: `${policy.level} (${policy.native})`,
      source: sourceOf(policy),
      from: policy.firstSeen,
      to: policy.lastSeen,
      confidence: confidenceNames[policy.by],
      contact: contact ?? contactPage(policy.observer, software),
      ...(policy.reason !== undefined && { reason: policy.reason }),
      ...(activeUsers !== undefined && { size: String(activeUsers) }),
      ...(rebuttal !== undefined && { rebuttal }),
    })),
    ...changes.map((change) => ({
      kind: 'change',
      peer: change.observer,
      what: changeSentence(change),
      source: sourceOf(change),
      from: change.previousAt,
      to: change.changedAt,
      ...(change.reason !== undefined && { reason: change.reason }),
    })),
    ...reach.map(({ at, peers, accepting, bySize }) => ({
      kind: 'reach',
      what:
        peers === 0 ? 'no list was read yet' : `${accepting} of ${peers} peers that publish a list accept it`,
      to: at,
      ...(bySize !== undefined && { size: percent(bySize) }),
    })),
  ];
}

function sourceOf({ source, origin }: { readonly source: string; readonly origin: string }): string {
  return origin === '' ? source : `${source} ${origin}`;
}
