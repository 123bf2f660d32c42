import type { Host } from '../../../model/host.ts';

/** Names, each standing for itself and for every name below it. */
export class NameSet {
  private readonly names: ReadonlySet<string>;

  constructor(names: Iterable<string>) {
    this.names = new Set(names);
  }

  get size(): number {
    return this.names.size;
  }

  covers(host: Host): boolean {
    if (this.names.size === 0) return false;
    if (this.names.has(host)) return true;
    for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1))
      if (this.names.has(host.slice(dot + 1))) return true;
    return false;
  }
}
