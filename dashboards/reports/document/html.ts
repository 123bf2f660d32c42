import { type Markup, markup } from '../../web/markup.ts';
import { type Block, type Line, type ReportDocument, type Span, spansOf } from './document.ts';
import { printStyle } from './style.ts';

/** Nothing is loaded and nothing runs, whoever opens the file. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** A report as one HTML file that stands alone, in a mail and on paper. */
export function documentHtml(report: ReportDocument): string {
  const { language, title, customer, period, colon, blocks } = report;
  const body = markup`<header>
<h1>${title}${colon}<bdi translate="no">${customer}</bdi></h1>
<p>${period}</p>
</header>
<main>
${blocks.map(blockHtml)}</main>
`;
  // The style is ours and has quotes, so no template escapes it.
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${markup`<title>${title}${colon}${customer}</title>`}
<style>${printStyle(report)}</style>
</head>
<body>
${body}</body>
</html>
`;
}

function blockHtml(block: Block): Markup {
  switch (block.kind) {
    case 'section':
      return markup`<h2>${lineHtml(block.title)}</h2>\n`;
    case 'subsection':
      return markup`<h3>${lineHtml(block.title)}</h3>\n`;
    case 'paragraph':
      return markup`<p>${lineHtml(block.text)}</p>\n`;
    case 'notice':
      return markup`<p class="notice">${lineHtml(block.text)}</p>\n`;
    case 'list':
      return markup`<ul>\n${block.items.map((item) => markup`<li>${lineHtml(item)}</li>\n`)}</ul>\n`;
    case 'facts':
      return markup`<dl>\n${block.facts.map(([label, value]) => markup`<dt>${label}</dt><dd>${lineHtml(value)}</dd>\n`)}</dl>\n`;
    case 'table':
      return tableHtml(block);
    case 'together':
      return markup`<article>\n${block.blocks.map(blockHtml)}</article>\n`;
  }
}

function tableHtml({ columns, rows }: Extract<Block, { kind: 'table' }>): Markup {
  return markup`<div class="scroll" tabindex="0"><table>
<thead><tr>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map((cell) => markup`<td>${lineHtml(cell)}</td>`)}</tr>\n`)}</tbody>
</table></div>
`;
}

function lineHtml(line: Line): Markup {
  return markup`${spansOf(line).map(spanHtml)}`;
}

function spanHtml(span: Span): Markup | string {
  if (typeof span === 'string') return span;
  if ('escaped' in span) return markup`<bdi>${span.escaped}</bdi>`;
  return 'theirs' in span
    ? markup`<bdi translate="no">${span.theirs}</bdi>`
    : markup`<code translate="no">${span.code}</code>`;
}
