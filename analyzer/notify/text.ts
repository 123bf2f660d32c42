/**
 * A text that came from anywhere, fit for a receiver: no control characters but line breaks, whole characters, at most so many bytes of UTF-8.
 * What was cut off is marked.
 */
export function clippedText(text: string, mostBytes: number): string {
  const clean = text.toWellFormed().replace(/[^\P{Cc}\n]|\p{Bidi_Control}/gu, ' ');
  if (Buffer.byteLength(clean) <= mostBytes) return clean;
  const kept = Buffer.from(clean)
    .subarray(0, mostBytes - 3)
    .toString('utf8');
  // The cut may go through a character, which then reads U+FFFD.
  return `${kept.replace(/\uFFFD+$/, '')}…`;
}

/** As `clippedText`, on one line. */
export function clippedLine(text: string, mostBytes: number): string {
  return clippedText(text.replace(/\s+/g, ' ').trim(), mostBytes);
}
