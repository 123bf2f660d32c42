/** One node of a statement as the engine parsed it. `says`: the rest of its line. Source: ClickHouse, `EXPLAIN AST` and `EXPLAIN QUERY TREE`. */
export interface SqlNode {
  readonly kind: string;
  readonly says: string;
  readonly children: readonly SqlNode[];
}

interface Growing extends SqlNode {
  readonly depth: number;
  readonly children: Growing[];
}

/** The tree that indented lines draw; its root has no kind. A line that continues a text with line breaks in it becomes a node of its own. */
export function sqlTree(lines: readonly string[]): SqlNode {
  const root: Growing = { kind: '', says: '', depth: -1, children: [] };
  const path = [root];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const depth = line.length - line.trimStart().length;
    while ((path.at(-1)?.depth ?? -1) >= depth) path.pop();
    const [kind = '', ...rest] = line.trim().split(' ');
    const node: Growing = { kind, says: rest.join(' '), depth, children: [] };
    (path.at(-1) ?? root).children.push(node);
    path.push(node);
  }
  return root;
}

/** Every node below one, itself aside, from the top. */
export function* below(node: SqlNode): Generator<SqlNode> {
  for (const child of node.children) {
    yield child;
    yield* below(child);
  }
}
