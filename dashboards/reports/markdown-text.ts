import { reveal } from '../web/markup.ts';

/** Text of others on one line of Markdown, in which nothing is markup. */
export function plainMarkdown(text: string): string {
  return reveal(text.replaceAll(/\s+/g, ' ')).replaceAll(/[\\`*_{}[\]()<>#|!~&]/g, '\\$&');
}
