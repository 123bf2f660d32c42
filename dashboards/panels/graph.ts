import type { PanelRow } from './read.ts';

/** A line of a graph: who does what to whom. */
export interface Edge {
  readonly who: string;
  readonly whom: string;
  readonly what: string;
  /** Active users that `who` states. Absent: it does not say, or its number cannot be believed. */
  readonly activeUsers?: number;
}

/** Whom lines lead to. */
export interface Aim {
  readonly name: string;
  /** What it is, in words. */
  readonly is: string;
}

/** The answer of a `graph`, in the order in which it is drawn. */
export interface Graph {
  readonly edges: readonly Edge[];
  /** Where lines begin, each once. */
  readonly sources: readonly string[];
  /** Where lines end, each once; who is also a source stands here only. */
  readonly aims: readonly Aim[];
  /** How many of each there are in all; of those, as many are drawn as a reader can follow. */
  readonly inAll: { readonly sources: number; readonly aims: number };
  /** Of how many peers the list can be read: no such picture is shown without it. */
  readonly coverage: string;
}

/** The graph in rows of a `graph` panel. No rows: an empty one. */
export function graphOf(rows: readonly PanelRow[]): Graph {
  const edges = rows.map(edgeOf);
  const kinds = new Map(rows.map((row) => [textOf(row, 'target'), textOf(row, 'detail__target')]));
  const first = rows[0] ?? {};
  return {
    edges,
    sources: [...new Set(edges.map(({ who }) => who))].filter((name) => !kinds.has(name)),
    aims: [...kinds].map(([name, is]) => ({ name, is })),
    inAll: { sources: Number(first['detail__sources'] ?? 0), aims: Number(first['detail__targets'] ?? 0) },
    coverage: textOf(first, 'detail__coverage'),
  };
}

function edgeOf(row: PanelRow): Edge {
  const activeUsers = row['secondarystat'];
  return {
    who: textOf(row, 'source'),
    whom: textOf(row, 'target'),
    what: textOf(row, 'mainstat'),
    ...(typeof activeUsers === 'number' && { activeUsers }),
  };
}

function textOf(row: PanelRow, column: string): string {
  return String(row[column] ?? '');
}
