/** How a forge forms its URLs. */
export type ForgeKind = 'github' | 'gitlab' | 'gitea' | 'sourcehut' | 'cgit';

/** Forges that software of the fediverse is published on, and what runs there. */
const known: ReadonlyMap<string, ForgeKind> = new Map([
  ['github.com', 'github'],
  ['gitlab.com', 'gitlab'],
  ['framagit.org', 'gitlab'],
  ['0xacab.org', 'gitlab'],
  ['salsa.debian.org', 'gitlab'],
  ['git.pleroma.social', 'gitlab'],
  ['activitypub.software', 'gitlab'],
  ['code.castopod.org', 'gitlab'],
  ['dev.funkwhale.audio', 'gitlab'],
  ['firefish.dev', 'gitlab'],
  ['gitlab.gnome.org', 'gitlab'],
  ['git.drupalcode.org', 'gitlab'],
  ['codeberg.org', 'gitea'],
  ['akkoma.dev', 'gitea'],
  ['iceshrimp.dev', 'gitea'],
  ['git.friendi.ca', 'gitea'],
  ['git.joinfirefish.org', 'gitea'],
  ['git.joinplu.me', 'gitea'],
  ['gitea.com', 'gitea'],
  ['git.sr.ht', 'sourcehut'],
]);

/** What the first label of a host says of the software behind it. */
const byLabel: ReadonlyMap<string, ForgeKind> = new Map([
  ['gitlab', 'gitlab'],
  ['gitea', 'gitea'],
  ['forgejo', 'gitea'],
  ['cgit', 'cgit'],
]);

/** First labels of hosts that hold code, of whatever forge. */
const codeLabels: ReadonlySet<string> = new Set(['git', 'code', 'src', 'source', 'forge', 'repo', 'repos']);

/** What forge a host is. Undefined: nothing says that it is one, or which. */
export function forgeOf(hostname: string): ForgeKind | undefined {
  const name = hostname.startsWith('www.') ? hostname.slice('www.'.length) : hostname;
  return known.get(name) ?? byLabel.get(firstLabel(name));
}

/** Does a host look as if it held repositories? */
export function isForgeHost(hostname: string): boolean {
  return forgeOf(hostname) !== undefined || codeLabels.has(firstLabel(hostname));
}

function firstLabel(hostname: string): string {
  const end = hostname.indexOf('.');
  return end === -1 ? hostname : hostname.slice(0, end);
}
