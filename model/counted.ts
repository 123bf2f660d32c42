/** A number of things in English, such as "1 segment" or "2 segments". `many`: the plural; absent: with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
