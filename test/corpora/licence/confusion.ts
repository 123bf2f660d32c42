import type { LicenceDossier } from '../../../analyzer/licence/dossier.ts';
import { licenceVerdicts } from '../../../model/licence/licence-verdict.ts';
import type { CorpusServer } from './server.ts';

/** A server with what was said of it. */
export interface Judged {
  readonly server: CorpusServer;
  readonly dossier: LicenceDossier;
}

/** How many servers of each label have each verdict: labels in rows, verdicts in columns. */
export function confusionTable(judged: readonly Judged[]): string {
  const used = licenceVerdicts.filter((verdict) =>
    judged.some(({ server, dossier }) => server.label === verdict || dossier.verdict === verdict),
  );
  const letters = used.map((_, index) => String.fromCharCode(97 + index));
  const rows = used.map((label, index) => {
    const counts = used.map((verdict) => {
      const count = judged.filter(
        ({ server, dossier }) => server.label === label && dossier.verdict === verdict,
      ).length;
      return String(count === 0 ? '.' : count).padStart(4);
    });
    return `${letters[index]} ${label.padEnd(24)}${counts.join('')}`;
  });
  return [`${' '.repeat(26)}${letters.map((letter) => letter.padStart(4)).join('')}`, ...rows].join('\n');
}
