import type { Defederation } from '../../analyzer/defederation/dossier.ts';
import { type Markup, markup } from '../web/markup.ts';
import { changeList, coverageNotice, reachTable, rejectionList } from '../web/parts/defederation.ts';
import { utc } from '../web/parts/when.ts';
import type { DefederationReport } from './defederation.ts';
import { headSentence, rebuttalHint } from './words.ts';

/** Stands alone: in a mail or on paper there is no style sheet of ours. Light and dark follow the reader. It has no character that a template would escape. */
const style =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem;overflow-wrap:anywhere}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-top:1px solid #888}';

/** A report as one HTML file. */
export function reportHtml(report: DefederationReport): string {
  const { customer, since, until, madeAt, servers } = report;
  return `${markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Defederation: ${customer}</title>
<style>${style}</style>
</head>
<body>
<h1>Defederation: <bdi>${customer}</bdi></h1>
<p>From ${utc(since)} to ${utc(until)}. Made ${utc(madeAt)}.</p>
${servers.map(serverPart)}
<h2>Review log</h2>
<p>${headSentence(report)}</p>
</body>
</html>
`}`;
}

function serverPart(one: Defederation): Markup {
  return markup`<h2>${one.server}</h2>
${coverageNotice(one.coverage)}
<h3>Who rejects or limits it</h3>
${rejectionList(one, false)}
${one.rejections.length > 0 && markup`<p>${rebuttalHint}</p>`}
<h3>What changed</h3>
${changeList(one)}
<h3>Reach</h3>
${reachTable(one.reach, one.coverage)}`;
}
