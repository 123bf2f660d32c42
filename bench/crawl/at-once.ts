/** Does some work for each, so many at once, begun in their order. */
export async function eachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const share = async (): Promise<void> => {
    // All shares take from the same iterator.
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, share));
}
