import { utc } from '../../web/parts/when.ts';
import { plainMarkdown } from '../markdown-text.ts';
import { headSentence } from '../words.ts';
import { changeLines, factsOf, statementLines, totalLines } from './lines.ts';
import type { LicenceReport, ReportedLicence } from './report.ts';
import { labels, methodWords, statementWords } from './words.ts';

/** A report in Markdown. */
export function licenceMarkdown(report: LicenceReport): string {
  const { customer, since, until, madeAt, servers, peers, totals, statement } = report;
  const changes = changeLines(report);
  const parts = [
    `# ${labels.title}: ${plainMarkdown(customer)}`,
    `From ${utc(since)} to ${utc(until)}. Made ${utc(madeAt)}.`,
    `## ${labels.statement}`,
    `${utc(until)}: ${statementWords[statement.state]}`,
    list(statementLines(report)),
    ...(changes.length === 0 ? [] : ['### What changed in the period', list(changes)]),
    `## ${labels.hosted}`,
    ...servers.map(serverPart),
    ...(peers.length === 0 ? [] : [`## ${labels.peers}`, ...peers.map(serverPart)]),
    `## ${labels.totals}`,
    `${labels.hosted}:\n${list(totalLines(totals.servers))}`,
    ...(peers.length === 0 ? [] : [`${labels.peers}:\n${list(totalLines(totals.peers))}`]),
    `## ${labels.method}`,
    ...methodWords,
    '## Review log',
    headSentence(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

function list(texts: readonly string[]): string {
  return texts.map((text) => `- ${plainMarkdown(text)}`).join('\n');
}

function serverPart(one: ReportedLicence): string {
  const facts = factsOf(one).map(([label, value]) => `- ${label}: ${plainMarkdown(value)}`);
  return [`### ${one.server}`, '', ...facts].join('\n');
}
