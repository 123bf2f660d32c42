import { type Markup, markup } from '../../web/markup.ts';
import { utc } from '../../web/parts/when.ts';
import { headSentence } from '../words.ts';
import { changeLines, factsOf, statementLines, totalLines } from './lines.ts';
import type { LicenceReport, ReportedLicence } from './report.ts';
import { labels, methodWords, statementWords } from './words.ts';

/** Stands alone, on paper too: each server stays on one sheet where it can. It has no character that a template would escape. */
const style =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0}article{border-top:1px solid #888;break-inside:avoid}@media print{body{max-width:none}}@media (max-width:40rem){dl{display:block}}';

/** A report as one HTML file. */
export function licenceHtml(report: LicenceReport): string {
  const { customer, since, until, madeAt, servers, peers, totals, statement } = report;
  const changes = changeLines(report);
  return `${markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${labels.title}: ${customer}</title>
<style>${style}</style>
</head>
<body>
<h1>${labels.title}: <bdi>${customer}</bdi></h1>
<p>From ${utc(since)} to ${utc(until)}. Made ${utc(madeAt)}.</p>
<h2>${labels.statement}</h2>
<p><strong>${utc(until)}</strong>: ${statementWords[statement.state]}</p>
${lines(statementLines(report))}
${changes.length > 0 && markup`<h3>What changed in the period</h3>${lines(changes)}`}
<h2>${labels.hosted}</h2>
${servers.map(serverPart)}
${peers.length > 0 && markup`<h2>${labels.peers}</h2>${peers.map(serverPart)}`}
<h2>${labels.totals}</h2>
<h3>${labels.hosted}</h3>
${lines(totalLines(totals.servers))}
${peers.length > 0 && markup`<h3>${labels.peers}</h3>${lines(totalLines(totals.peers))}`}
<h2>${labels.method}</h2>
${methodWords.map((paragraph) => markup`<p>${paragraph}</p>`)}
<h2>Review log</h2>
<p>${headSentence(report)}</p>
</body>
</html>
`}`;
}

function lines(texts: readonly string[]): Markup {
  return markup`<ul>${texts.map((text) => markup`<li><bdi dir="ltr">${text}</bdi></li>`)}</ul>`;
}

function serverPart(one: ReportedLicence): Markup {
  const { licenseConcluded, licenseDeclared, downloadLocation } = one.spdx;
  return markup`<article><h3>${one.server}</h3>
<dl>${factsOf(one).map(([label, value]) => markup`<dt>${label}</dt><dd><bdi dir="ltr">${value}</bdi></dd>`)}
<dt>${labels.spdx}</dt><dd><code>licenseConcluded: ${licenseConcluded}; licenseDeclared: ${licenseDeclared}; downloadLocation: ${downloadLocation}</code></dd></dl></article>`;
}
