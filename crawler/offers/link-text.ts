import type { PageNode } from '../html/element-text.ts';

/** Nodes of one link that are read: icons have some dozens. */
const maxNodes = 200;

/** The text below a node, as far as a link has any. Links stand inside links where a page wants it. */
export function linkText(root: PageNode): string {
  const waiting: PageNode[] = [root];
  const texts: string[] = [];
  for (let looked = 0; looked < maxNodes; looked += 1) {
    const node = waiting.pop();
    if (node === undefined) break;
    if (node.type === 'text') texts.push(node.data ?? '');
    waiting.push(...(node.children ?? []).slice(0, maxNodes).toReversed());
  }
  return texts.join('');
}
