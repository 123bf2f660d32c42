import { parseJsonText } from '../net/json-text.ts';

/** Is the text JSON that has all these members? `pointers`: JSON Pointers, RFC 6901. */
export function hasMembers(text: string, pointers: readonly string[]): boolean {
  const parsed = parseJsonText(text);
  return parsed.ok && pointers.every((pointer) => memberAt(parsed.value, pointer) !== undefined);
}

/** The member of a JSON value that a JSON Pointer names. Undefined: there is none. */
export function memberAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}
