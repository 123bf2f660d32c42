const pieces = [
  '=',
  '+',
  '-',
  '@',
  "'",
  '"',
  ',',
  '\n',
  '\r\n',
  '\t',
  ' ',
  'a',
  'ü',
  '\u{1f600}',
  '#',
  '\uff1d',
];

/** Texts made of the characters that matter in CSV files; the same seed makes the same ones. */
export function randomSource(seed: number): { text(): string } {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
  return {
    text: () => Array.from({ length: below(8) }, () => pieces[below(pieces.length)] ?? '').join(''),
  };
}
