import { readPackets, textOf } from './pkt-line.ts';

/** What a repository says it has. Names of branches are not kept: people write their own into them. */
export interface GitReferences {
  /** How it was asked. `v0` lists everything; `dumb` is a file that some web server hands out. */
  readonly protocol: 'v2' | 'v0' | 'dumb';
  /** Object ids by tag, those of commits where a tag is an object of its own. */
  readonly tags: Readonly<Record<string, string>>;
  /** Object ids of branches, sorted, without repeats. */
  readonly tips: readonly string[];
  /** Name of the branch that HEAD stands for. Absent: it does not say. */
  readonly head?: string;
  /** Was the list read to its end, within our cap? What is not in a list that is not whole may be there. */
  readonly isWhole: boolean;
}

const maxReferences = 50_000;
const maxNameLength = 250;
const objectId = '[0-9a-f]{40}(?:[0-9a-f]{24})?';

/** One reference, as any of the protocols writes it. */
interface Reference {
  readonly id: string;
  readonly name: string;
  readonly peeled?: string;
  readonly target?: string;
}

/** The answer to `ls-refs`. Undefined: it is none. Source: gitprotocol-v2, ls-refs. */
export function readListing(bytes: Uint8Array): GitReferences | undefined {
  const references: Reference[] = [];
  for (const packet of readPackets(bytes)) {
    if (packet.kind === 'flush') return collected('v2', references, true);
    const reference = packet.kind === 'data' ? inListing(textOf(packet.payload)) : undefined;
    if (reference === undefined) return undefined;
    references.push(reference);
    if (references.length > maxReferences) return collected('v2', references, false);
  }
  return undefined;
}

const listed = new RegExp(`^(?<id>${objectId}|unborn) (?<name>[^ ]+)(?<attributes>(?: [^ ]+)*)$`);

function inListing(line: string): Reference | undefined {
  const { id, name, attributes } = listed.exec(line)?.groups ?? {};
  if (id === undefined || name === undefined) return undefined;
  const peeled = / peeled:([0-9a-f]+)/.exec(attributes ?? '')?.[1];
  const target = / symref-target:(\S+)/.exec(attributes ?? '')?.[1];
  return { id, name, ...(peeled !== undefined && { peeled }), ...(target !== undefined && { target }) };
}

/** What a server that knows no newer protocol sends at once. Undefined: it is no such list. Source: gitprotocol-http, smart server response. */
export function readAdvertisement(bytes: Uint8Array): GitReferences | undefined {
  const references: Reference[] = [];
  for (const packet of readPackets(bytes)) {
    // The first flush stands behind the name of the service.
    if (packet.kind === 'flush' && references.length === 0) continue;
    if (packet.kind === 'flush') return collected('v0', references, true);
    const found = packet.kind === 'data' ? inAdvertisement(textOf(packet.payload)) : undefined;
    if (found === undefined) return undefined;
    references.push(...found);
    if (references.length > maxReferences) return collected('v0', references, false);
  }
  return undefined;
}

/** A line: the name of the service, or a reference; behind the first one stands what the server can do, and what HEAD stands for. Undefined: it is neither. */
function inAdvertisement(text: string): readonly Reference[] | undefined {
  if (text.startsWith('# service=')) return [];
  const [named = '', capabilities = ''] = text.split('\0');
  const reference = advertised(named);
  const target = /(?:^| )symref=HEAD:(\S+)/.exec(capabilities)?.[1];
  if (reference === undefined) return undefined;
  return target === undefined ? [reference] : [{ id: '', name: 'HEAD', target }, reference];
}

const line = new RegExp(`^(?<id>${objectId})[ \\t](?<name>[^ \\t]+)$`);

function advertised(text: string): Reference | undefined {
  const { id, name } = line.exec(text)?.groups ?? {};
  return id === undefined || name === undefined ? undefined : { id, name };
}

/** The file that a web server hands out for git. Undefined: it is another one. Source: gitprotocol-http, dumb server response. */
export function readInfoRefs(bytes: Uint8Array): GitReferences | undefined {
  const lines = new TextDecoder().decode(bytes).split('\n');
  const isWhole = lines.length <= maxReferences && lines.at(-1) === '';
  const references = lines.slice(0, maxReferences).flatMap((one) => (one === '' ? [] : [advertised(one)]));
  const known = references.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < references.length) return undefined;
  return collected('dumb', known, isWhole);
}

/** The same from all protocols: v0 and the file write a peeled tag as a line of its own. */
function collected(
  protocol: GitReferences['protocol'],
  references: readonly Reference[],
  isWhole: boolean,
): GitReferences {
  const tags = new Map<string, string>();
  const tips = new Set<string>();
  let head: string | undefined;
  for (const { id, name, peeled, target } of references) {
    if (name.length > maxNameLength) continue;
    if (name === 'HEAD') head ??= target?.replace(/^refs\/heads\//, '');
    else if (name.startsWith('refs/tags/')) tags.set(name.slice(10).replace(/\^\{\}$/, ''), peeled ?? id);
    if (name.startsWith('refs/heads/')) tips.add(id);
  }
  const found = { protocol, tags: Object.fromEntries(tags), tips: [...tips].toSorted(), isWhole };
  return head === undefined ? found : { ...found, head };
}
