import type { Terminal } from '../terminal.ts';

/** One thing that `doctor` looked at. `fine`: nothing to do. `problem`: `fix` says what to do, where `says` does not. `skipped`: it could not be looked at, and why. */
export type Diagnosis =
  | { readonly state: 'fine'; readonly says: string }
  | { readonly state: 'problem'; readonly says: string; readonly fix?: string }
  | { readonly state: 'skipped'; readonly says: string };

export const fine = (says: string): Diagnosis => ({ state: 'fine', says });
export const problem = (says: string, fix?: string): Diagnosis => ({
  state: 'problem',
  says,
  ...(fix !== undefined && { fix }),
});
export const skipped = (says: string): Diagnosis => ({ state: 'skipped', says });

const colours = { fine: 'green', problem: 'red', skipped: 'dim' } as const;

/** A diagnosis on a line of its own, its fix below it. */
export function diagnosisText(diagnosis: Diagnosis, { paint }: Pick<Terminal, 'paint'>): string {
  const head = `${paint(colours[diagnosis.state], diagnosis.state.padEnd(8))} ${diagnosis.says}\n`;
  const fix = diagnosis.state === 'problem' ? diagnosis.fix : undefined;
  return fix !== undefined ? `${head}${' '.repeat(9)}${fix}\n` : head;
}
