import type { Configuration } from '../../model/configuration.ts';

/** Ids in `alerts.rules` and `maintenance` that no rule has, as `path: id`: settings that do nothing, most likely typing errors. */
export function strangers(
  { alerts, maintenance }: Configuration,
  known: ReadonlySet<string>,
): readonly string[] {
  const settings = Object.keys(alerts.rules).map((id) => ['alerts.rules', id] as const);
  const windows = maintenance.flatMap(({ rules = [] }, index) =>
    rules.map((id) => [`maintenance[${index}].rules`, id] as const),
  );
  return [...settings, ...windows].filter(([, id]) => !known.has(id)).map(([path, id]) => `${path}: ${id}`);
}
