import { licenceVerdicts } from '../../model/licence/licence-verdict.ts';
import { verdictWords } from '../reports/licence/words.ts';

/** The name that reports and the page of a server have for a verdict, of a column with its code. Empty: none was reached, so it cannot be told. */
export function verdictNameOf(column: string): string {
  const codes = licenceVerdicts.map((verdict) => `'${verdict}'`);
  const names = licenceVerdicts.map((verdict) => quoted(verdictWords[verdict].name));
  return `transform(${column}, [${codes}], [${names}], ${unknownVerdict})`;
}

/** What is said where there is no verdict, as SQL has it. */
export const unknownVerdict = quoted(verdictWords.UNKNOWN.name);

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
