/** How a value moved through some observations. `changes`: times that two neighbours differ. `returns`: a value came back after another one. */
export interface Changes {
  readonly changes: number;
  readonly returns: boolean;
}

/** The changes in a list of values, in the order of time or against it. */
export function changesOf(values: readonly string[]): Changes {
  const runs = values.filter((value, index) => index === 0 || value !== values[index - 1]);
  return { changes: Math.max(0, runs.length - 1), returns: new Set(runs).size < runs.length };
}
