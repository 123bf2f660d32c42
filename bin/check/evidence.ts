import type { Exchange } from '../../model/exchange.ts';
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';

const mostLines = 3;

/** Words in a rule's id that stand for a response header. */
const headersByTopic: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/vary/, ['vary', 'content-type']],
  [/conneg|content-type|media/, ['content-type', 'vary']],
  [/date|skew|clock/, ['date']],
  [/cache/, ['cache-control', 'age', 'vary']],
  [/redirect|split-domain|https/, ['location']],
  [/rate|retry/, ['retry-after']],
  [/hsts/, ['strict-transport-security']],
  [/cors/, ['access-control-allow-origin']],
];

/** What a finding rests on, one line a request: what was asked, what came, and the header that matters. At most three requests. */
export function evidenceLines(
  finding: Finding,
  observations: ReadonlyMap<string, Observation>,
): readonly string[] {
  const seen = finding.evidence.flatMap((id) => observations.get(id) ?? []);
  const lines = seen.flatMap((observation) =>
    observation.exchanges.length === 0
      ? [observationLine(observation)]
      : observation.exchanges.map((exchange) => exchangeLine(exchange, observation, finding.rule)),
  );
  const unique = [...new Set(lines)];
  const rest = unique.length - mostLines;
  return rest > 0 ? [...unique.slice(0, mostLines), `and ${rest} more (--format json shows all)`] : unique;
}

function observationLine({ probe, startedAt, failure }: Observation): string {
  return `${probe} at ${startedAt}: ${failure === undefined ? 'answered' : `${failure.code}, ${failure.detail}`}`;
}

function exchangeLine(exchange: Exchange, { failure }: Observation, rule: string): string {
  const { method, url, accept, status } = exchange;
  const asked = `${method} ${url}${accept === undefined ? '' : ` (Accept: ${accept})`}`;
  if (status === undefined) return `${asked} -> no answer: ${failure?.detail ?? 'the connection ended'}`;
  const headers = headersThatMatter(exchange, rule).flatMap((name) => headerText(exchange, name));
  return [`${asked} -> ${status}`, ...headers].join(', ');
}

function headersThatMatter({ status, responseHeaders }: Exchange, rule: string): readonly string[] {
  if (status !== undefined && status >= 300 && status < 400) return ['location'];
  const [, named] = headersByTopic.find(([topic]) => topic.test(rule)) ?? [];
  return named ?? (responseHeaders['content-type'] === undefined ? [] : ['content-type']);
}

/** That Vary is not there is what its rule is about; any other header that is not there says nothing. */
function headerText({ responseHeaders }: Exchange, name: string): readonly string[] {
  const value = responseHeaders[name] ?? (name === 'vary' ? '(absent)' : undefined);
  return value === undefined ? [] : [`${name}: ${value}`];
}
