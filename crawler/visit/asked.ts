import type { AnyProbe, VisitOrder } from './visit.ts';

/** The probes that are due, and before each those it builds on of which nothing is known. */
export function asked(
  probes: readonly AnyProbe[],
  { due, known }: Pick<VisitOrder, 'due' | 'known'>,
): readonly AnyProbe[] {
  if (due === undefined) return probes;
  const byId = new Map(probes.map((probe) => [probe.id, probe]));
  const order = new Set<AnyProbe>();
  const ask = (id: string): void => {
    const probe = byId.get(id);
    if (probe === undefined || order.has(probe)) return;
    for (const earlier of Object.values(probe.after ?? {}))
      if (known?.has(earlier.id) !== true) ask(earlier.id);
    order.add(probe);
  };
  for (const id of due) ask(id);
  return [...order];
}
