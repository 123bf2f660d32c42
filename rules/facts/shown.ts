const longestShown = 120;

/** Text of remote origin as people may read it: in quotes, without control and formatting characters, cut at 120. `undefined` reads `nothing`. */
export function shown(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return `"${plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain}"`;
}
