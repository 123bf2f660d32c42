const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y;

/** Records of a CSV file, one at a time; what has a quote in the wrong place is passed over to the end of its line. Source: RFC 4180 §2. */
export function* csvRecords(text: string): Iterable<readonly string[]> {
  let record: string[] = [];
  for (let at = 0; at < text.length; ) {
    cell.lastIndex = at;
    const [whole, content = '', end] = cell.exec(text) ?? [];
    at = whole === undefined ? lineEnd(text, at) : at + whole.length;
    if (whole !== undefined) record.push(content.replace(/^"|"$/g, '').replaceAll('""', '"'));
    if (end === ',' && at < text.length) continue;
    yield record;
    record = [];
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}
