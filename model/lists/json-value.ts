/** The value in a text, with or without a byte order mark. Undefined: it is no JSON, which a format tells as a fault of the file. */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
