/**
 * Is what answered a page of the server itself? `base`: the origin that was asked. Many a front page leads to a profile or a home page elsewhere:
 * what is offered there, and the signs there, are another's. Names below each other are of one house.
 */
export function isOwnPage(url: string, base: string): boolean {
  const [answered, asked] = [new URL(url).hostname, new URL(base).hostname];
  return answered === asked || answered.endsWith(`.${asked}`) || asked.endsWith(`.${answered}`);
}
