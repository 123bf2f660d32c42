import { createHash } from 'node:crypto';
import { status, text } from '../../fediverse/documents/reply.ts';
import type { Ask, Reply } from '../../fediverse/site.ts';

/** A repository of an imitated forge. `tags`: their names. `commits`: beginnings of commits that a branch points to. */
export interface ForgeRepository {
  readonly url: string;
  readonly tags: readonly string[];
  /** First digits of the commit that a tag points to, by tag. Absent: some digits. */
  readonly commits?: Readonly<Record<string, string>>;
  /** First digits of commits that have a page, as the forge shows it. */
  readonly pages?: readonly string[];
}

/** A file of source that some host hands out. */
export interface OfferedArchive {
  readonly url: string;
  /** `Last-Modified`. Absent: it has none. */
  readonly modified?: string;
}

/** A `Last-Modified` so many days from now; before it where that is negative. */
export function dated(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toUTCString();
}

/** Hosts that hold source: git over HTTP, version 2, lists only; and archives. Source: gitprotocol-http, gitprotocol-v2. */
export class ImitatedForges {
  readonly #repositories = new Map<string, ForgeRepository>();
  readonly #archives = new Map<string, OfferedArchive>();

  constructor(repositories: readonly ForgeRepository[], archives: readonly OfferedArchive[]) {
    for (const one of repositories) this.#repositories.set(keyOf(one.url), one);
    for (const one of archives) this.#archives.set(keyOf(one.url), one);
  }

  /** Puts a repository or archive in the place of what was there. */
  put(source: ForgeRepository | OfferedArchive): void {
    if ('tags' in source) this.#repositories.set(keyOf(source.url), source);
    else this.#archives.set(keyOf(source.url), source);
  }

  /** What a host answers to a question of git, or for an archive. */
  answer({ host, method, url }: Ask): Reply {
    const archive = this.#archives.get(keyOf(`https://${host}${url.pathname}`));
    if (archive !== undefined)
      return text('PK\u0003\u0004 the head of some archive', 'application/zip', {
        ...(archive.modified !== undefined && { 'last-modified': archive.modified }),
      });
    if (this.#hasPage(host, url.pathname)) return text('<!doctype html><title>A commit</title>', 'text/html');
    const found = /^(?<path>\/.+?)(?:\.git)?\/(?<service>info\/refs|git-upload-pack)$/.exec(
      url.pathname,
    )?.groups;
    const repository = this.#repositories.get(keyOf(`https://${host}${found?.['path'] ?? ''}`));
    if (repository === undefined) return status(404, 'no such repository');
    if (method === 'POST') return packets('result', [...references(repository), flush]);
    return packets('advertisement', [
      line('version 2'),
      line('ls-refs=unborn'),
      line('fetch=shallow'),
      flush,
    ]);
  }

  #hasPage(host: string, path: string): boolean {
    const [, repository = '', commit = ''] = /^(\/.+)\/commit\/([0-9a-f]+)$/.exec(path) ?? [];
    const { pages = [] } = this.#repositories.get(keyOf(`https://${host}${repository}`)) ?? {};
    return pages.includes(commit);
  }
}

const flush = '0000';

function packets(kind: 'advertisement' | 'result', lines: readonly string[]): Reply {
  return text(lines.join(''), `application/x-git-upload-pack-${kind}`);
}

function line(content: string): string {
  return `${(content.length + 5).toString(16).padStart(4, '0')}${content}\n`;
}

function references({ url, tags, commits = {} }: ForgeRepository): readonly string[] {
  const id = (name: string, begin = '') =>
    `${begin}${createHash('sha1').update(`${url} ${name}`).digest('hex')}`.slice(0, 40);
  return [
    line(`${id('main')} HEAD symref-target:refs/heads/main`),
    line(`${id('main')} refs/heads/main`),
    ...tags.map((tag) => line(`${id(tag, commits[tag])} refs/tags/${tag}`)),
  ];
}

function keyOf(url: string): string {
  return url
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
