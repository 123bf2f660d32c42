import type { ReportDocument } from './document.ts';

const screen =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem;overflow-wrap:anywhere}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-top:1px solid #888;min-width:5rem;hyphens:auto}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0}article{border-top:1px solid #888}.notice{border-left:.25rem solid #888;padding-left:.75rem}@media (max-width:40rem){dl{display:block}}';

const print =
  '@media print{:root{color-scheme:light}body{font-size:10pt;max-width:none;padding:0}table{font-size:8.5pt}th,td{min-width:4.5rem;padding:.2rem .3rem}.scroll{overflow:visible}thead{display:table-header-group}tr,article,dt,dd,li{break-inside:avoid}h1,h2,h3{break-after:avoid}p,li,dd{orphans:3;widows:3}}';

/** The styles of a file: for the screen, and for A4 with a head and a number on each sheet. Source: CSS Paged Media Level 3, 5 (margin boxes). */
export function printStyle({ title, customer, period, page, colon }: ReportDocument): string {
  const small = 'font:8pt system-ui,sans-serif;color:#444';
  const sheet = `@page{size:A4;margin:20mm 15mm;@top-left{content:${quoted(`${title}${colon}${customer}`)};${small}}@bottom-left{content:${quoted(period)};${small}}@bottom-right{content:${quoted(`${page} `)} counter(page) " / " counter(pages);${small}}}`;
  return `${screen}${print}${sheet}`;
}

/** A CSS string that cannot end early, neither the string nor the style element. Source: CSS Syntax Level 3, 4.3.7 (escapes). */
function quoted(text: string): string {
  const escaped = [...text].map((sign) =>
    /[a-z0-9 .:,]/i.test(sign) ? sign : `\\${sign.codePointAt(0)?.toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}
