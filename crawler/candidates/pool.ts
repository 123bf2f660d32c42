import type { Host } from '../../model/host.ts';
import type { NameSet } from '../net/names/name-set.ts';
import { type CandidateName, candidateName } from './candidate-name.ts';
import { bitsIn, markOf } from './marks.ts';
import type { CandidateRefusal } from './refusal.ts';

export interface PoolOptions {
  /** Candidates that may wait. */
  readonly capacity: number;
  /** Hosts of one registrable domain, watched ones included: a wildcard record makes any number of names. */
  readonly perDomain: number;
  readonly excluded: NameSet;
  /** Names that a lab leads elsewhere. */
  readonly isLab: (host: Host) => boolean;
}

/** Stands for a watched host where candidates have the marks of their namers. */
const watched = -1;
/** The part of the capacity that names with one namer's mark alone may fill: one server that makes names up leaves room for those of others. */
const loneShare = 0.5;

/**
 * Names of servers that may be watched one day, each once, in memory. A candidate keeps no list of who named it, only one of 30 marks for
 * each namer: enough to tell a name that many servers know from one that a single server repeats.
 */
export class CandidatePool {
  private readonly hosts = new Map<Host, number>();
  private readonly domains = new Map<string, number>();
  private readonly options: PoolOptions;
  /** Candidates that have one mark only, by that mark. */
  private readonly lone = new Map<number, number>();
  private waiting = 0;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /** Candidates that wait. */
  get size(): number {
    return this.waiting;
  }

  /** Takes a name that a server told, or says why not. */
  offer(namer: string, text: string, blocked: NameSet): 'fresh' | 'known' | CandidateRefusal {
    const name = this.find(text, namer);
    if (typeof name === 'string') return name;
    const { host, domain } = name;
    if (this.options.excluded.covers(host)) return 'excluded';
    if (blocked.covers(host)) return 'blocklisted';
    if ((this.domains.get(domain) ?? 0) >= this.options.perDomain) return 'domain-full';
    if (this.waiting >= this.options.capacity) return 'pool-full';
    if ((this.lone.get(markOf(namer)) ?? 0) >= this.options.capacity * loneShare) return 'namer-full';
    this.add(host, domain, markOf(namer));
    this.waiting += 1;
    return 'fresh';
  }

  /** As `offer` when the limit is reached: nothing is taken any more. */
  refusalOf(namer: string, text: string): 'known' | CandidateRefusal {
    const name = this.find(text, namer);
    return typeof name === 'string' ? name : 'limit-reached';
  }

  /** Marks a host as watched: it is no candidate any more and counts for its domain. */
  watch(host: Host): void {
    const known = this.hosts.get(host);
    if (known === watched) return;
    if (known === undefined) {
      const name = candidateName(host, () => true);
      this.add(host, name.ok ? name.domain : host, watched);
    } else {
      this.remark(host, known, watched);
      this.waiting -= 1;
    }
  }

  /** Hands out candidates, those first that most servers named; they count as watched from now on. */
  take(count: number): readonly Host[] {
    if (count <= 0 || this.waiting === 0) return [];
    const taken = this.foremost(count);
    for (const host of taken) this.watch(host);
    return taken;
  }

  /** Lets go of candidates that the set covers, such as after a new block list. */
  drop(blocked: NameSet): number {
    let dropped = 0;
    for (const [host, marked] of this.hosts) {
      if (marked === watched || !blocked.covers(host)) continue;
      this.remove(host, marked);
      dropped += 1;
    }
    return dropped;
  }

  /** One walk and no sorting: of a hundred thousand names that takes too long to hold up everything else. */
  private foremost(count: number): readonly Host[] {
    // Marks are bits of a number, of which there are 32.
    const byMarks = Array.from({ length: 33 }, (): Host[] => []);
    for (const [host, marked] of this.hosts) {
      const equals = marked === watched ? undefined : byMarks[bitsIn(marked)];
      if (equals !== undefined && equals.length < count) equals.push(host);
    }
    return byMarks.toReversed().flat().slice(0, count);
  }

  private find(
    text: string,
    namer: string,
  ): 'known' | CandidateRefusal | Extract<CandidateName, { ok: true }> {
    const asKept = text as Host; // only a host can be a key
    const marked = this.hosts.get(asKept);
    if (marked !== undefined) return this.mark(asKept, marked, namer);
    const name = candidateName(text, this.options.isLab);
    if (!name.ok) return name.refusal;
    const known = this.hosts.get(name.host);
    return known === undefined ? name : this.mark(name.host, known, namer);
  }

  private mark(host: Host, known: number, namer: string): 'known' {
    if (known !== watched) this.remark(host, known, known | markOf(namer));
    return 'known';
  }

  private remark(host: Host, from: number, to: number): void {
    if (from === to) return;
    this.hosts.set(host, to);
    this.countLone(from, -1);
    this.countLone(to, 1);
  }

  private countLone(marked: number, by: 1 | -1): void {
    if (bitsIn(marked) === 1) this.lone.set(marked, (this.lone.get(marked) ?? 0) + by);
  }

  private add(host: Host, domain: string, marked: number): void {
    this.hosts.set(host, marked);
    this.countLone(marked, 1);
    this.domains.set(domain, (this.domains.get(domain) ?? 0) + 1);
  }

  private remove(host: Host, marked: number): void {
    const name = candidateName(host, () => true);
    const domain = name.ok ? name.domain : host;
    this.hosts.delete(host);
    this.countLone(marked, -1);
    this.waiting -= 1;
    const left = (this.domains.get(domain) ?? 1) - 1;
    if (left > 0) this.domains.set(domain, left);
    else this.domains.delete(domain);
  }
}
