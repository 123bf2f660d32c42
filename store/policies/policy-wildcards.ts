import type { Host } from '../../model/host.ts';

/** A wildcard that is about a server. `origins`: on whose lists it means that; absent: on every list. */
export interface Wildcard {
  readonly pattern: string;
  readonly origins?: readonly string[];
}

/** Where `*` stands for any text, dots too. Source: friendica:src/Moderation/DomainPatternBlocklist.php (fnmatch); Mitra's rules (wildmatch). */
const anyText = ['friendica', 'mitra'] as const;

/** Where `*.name` stands for the name as well; elsewhere it is what is below. Source: pleroma and akkoma:lib/pleroma/web/activity_pub/mrf.ex, subdomain_regex. */
const bareToo = ['pleroma', 'akkoma'] as const;

/**
 * Every wildcard with one `*`, at its beginning, or at its end behind a dot, that is about a server: few enough to be looked up one by one. `*` alone is about
 * nobody: it says with whom a server federates. `hosted_servers.subjects` in the schema has the same.
 */
export function wildcardsOf(host: Host): readonly Wildcard[] {
  const labels = host.split('.');
  const names = labels.map((_, from) => labels.slice(from));
  // `own.*`, and under Akkoma also for what is below a name of the kind.
  const stems = names.flatMap((name, from) =>
    name.slice(0, -1).map((_, to) => ({
      pattern: `${name.slice(0, to + 1).join('.')}.*`,
      origins: from === 0 ? [...anyText, ...bareToo] : ['akkoma'],
    })),
  );
  return [
    ...names.slice(1, -1).map((name) => ({ pattern: `*.${name.join('.')}` })),
    ...[host, ...labels.slice(-1)].map((name) => ({ pattern: `*.${name}`, origins: bareToo })),
    // A host is ASCII: its characters are its bytes.
    ...Array.from(host, (_, from) => ({ pattern: `*${host.slice(from)}`, origins: anyText })),
    ...stems,
  ];
}
