/** How schema text becomes statements. `cluster`: the name in `ON CLUSTER`, and every engine is its replicated kin. Absent: one node. */
export interface Dialect {
  readonly cluster?: string;
}

/** Inserts whose tokens the engine remembers per table. Rows of segments come without one and collapse by key. */
export const deduplicationWindow = 10_000;

function placeholders({ cluster }: Dialect): Readonly<Record<string, string>> {
  const window =
    cluster === undefined ? 'non_replicated_deduplication_window' : 'replicated_deduplication_window';
  return {
    'on-cluster': cluster === undefined ? '' : `ON CLUSTER '${cluster}'`,
    window: `${window} = ${deduplicationWindow}`,
    // An acknowledged insert is deleted from the spool, so it has to survive a power cut from then on.
    durable: 'fsync_after_insert = 1, fsync_part_directory = 1',
  };
}

/**
 * Schema text in one dialect, cut into statements. Placeholders: `{{on-cluster}}`, `{{window}}`, `{{durable}}`, `{{engine <MergeTree kin>}}`.
 * @throws {Error} for a placeholder that does not exist.
 */
export function statements(text: string, dialect: Dialect): readonly string[] {
  const known = placeholders(dialect);
  const rendered = text.replace(/^--.*$/gm, '').replace(/\{\{([^}]+)\}\}/g, (_, inside: string) => {
    const engine = /^engine (.+)$/.exec(inside)?.[1];
    if (engine !== undefined) return dialect.cluster === undefined ? engine : `Replicated${engine}`;
    const value = known[inside];
    if (value === undefined) throw new Error(`schema: no placeholder {{${inside}}}`);
    return value;
  });
  return rendered
    .split(/;\s*$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
