import { plainMarkdown } from '../markdown-text.ts';
import { type Block, type Line, type ReportDocument, type Span, spansOf } from './document.ts';

/** A report in Markdown. */
export function documentMarkdown({ title, customer, period, colon, blocks }: ReportDocument): string {
  const parts = [
    `# ${title}${colon}${plainMarkdown(customer)}`,
    period,
    ...blocks.map((block) => blockMarkdown(block, colon)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockMarkdown(block: Block, colon: string): string {
  switch (block.kind) {
    case 'section':
      return `## ${lineMarkdown(block.title)}`;
    case 'subsection':
      return `### ${lineMarkdown(block.title)}`;
    case 'paragraph':
      return lineMarkdown(block.text);
    case 'notice':
      return `> ${lineMarkdown(block.text)}`;
    case 'list':
      return block.items.map((item) => `- ${lineMarkdown(item)}`).join('\n');
    case 'facts':
      return block.facts.map(([label, value]) => `- ${label}${colon}${lineMarkdown(value)}`).join('\n');
    case 'table':
      return [block.columns, block.columns.map(() => '---'), ...block.rows].map(rowMarkdown).join('\n');
    case 'together':
      return block.blocks.map((each) => blockMarkdown(each, colon)).join('\n\n');
  }
}

function rowMarkdown(cells: readonly Line[]): string {
  return `| ${cells.map(lineMarkdown).join(' | ')} |`;
}

function lineMarkdown(line: Line): string {
  return spansOf(line).map(spanMarkdown).join('');
}

/** Code stands in backquotes unless it has some itself. */
function spanMarkdown(span: Span): string {
  if (typeof span === 'string') return span;
  if ('escaped' in span) return plainMarkdown(span.escaped);
  if ('theirs' in span) return plainMarkdown(span.theirs);
  return /[`|\n]/.test(span.code) ? plainMarkdown(span.code) : `\`${span.code}\``;
}
