const maxDistance = 3;

/** The known word that a mistyped one probably means: fewest edits, at most three and under half its length. Undefined: none is near. */
export function nearestWord(typed: string, known: readonly string[]): string | undefined {
  return nearestWords(typed, known)[0];
}

/** All known words that are as near, the nearest first. */
export function nearestWords(typed: string, known: readonly string[]): readonly string[] {
  const reach = Math.min(maxDistance, Math.ceil(typed.length / 2));
  return known
    .map((word) => ({ word, edits: editDistance(typed.toLowerCase(), word.toLowerCase()) }))
    .filter(({ edits }) => edits <= reach)
    .toSorted((a, b) => a.edits - b.edits)
    .map(({ word }) => word);
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) row = nextRow(row, { letter, index, against: b });
  return row[b.length] ?? b.length;
}

function nextRow(
  above: readonly number[],
  step: { readonly letter: string; readonly index: number; readonly against: string },
): number[] {
  const row = [step.index + 1];
  for (const [column, letter] of [...step.against].entries()) {
    const replace = (above[column] ?? 0) + (letter === step.letter ? 0 : 1);
    const remove = (above[column + 1] ?? 0) + 1;
    row.push(Math.min(replace, remove, (row[column] ?? 0) + 1));
  }
  return row;
}
