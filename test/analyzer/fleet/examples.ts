/** A fleet rule that works, as the text of its file; `changes`: replacements in it. */
export function ruleText(changes: ReadonlyArray<readonly [was: string, is: string]> = []): string {
  let text = working;
  for (const [was, is] of changes) {
    if (!text.includes(was)) throw new Error(`there is no ${was}`);
    text = text.replace(was, is);
  }
  return text;
}

/** For `ruleText`: each probe is a subject, and the answer holds two of them, the first ones by name. */
export const holdsTwo: ReadonlyArray<readonly [was: string, is: string]> = [
  ["'other.example' AS peer", 'probe AS peer'],
  ['failures AS value', 'failures AS value, count() OVER () AS rows_in_all'],
  ['GROUP BY server', 'GROUP BY server, peer ORDER BY peer LIMIT 2'],
  ['floor: { samples: 2 }', 'floor: { samples: 1 }'],
  ['for: 2m, keepFiringFor: 5m', 'for: 0s, keepFiringFor: 0s'],
];

const working = `id: example.answers
version: 1
title: The server answers
audience: sre
requirement: convention
impact: breaks
sources:
  - title: RFC 9110
    url: https://www.rfc-editor.org/rfc/rfc9110
breaks: Peers.
advice: Look at it.
labels: [server, peer]
every: 1m
window: 1h
alert: { for: 2m, keepFiringFor: 5m, limit: 3 }
floor: { samples: 2 }
because:
  failed: '{failures} of {samples} failed'
  cannot-tell: Nothing was seen
sql: |
  SELECT server, 'other.example' AS peer, count() AS samples, countIf(outcome = 'failed') AS failures,
    multiIf(failures > 0, 'failed', 'passed') AS outcome, uniqExact(vantage) AS vantages,
    groupArray(id) AS evidence, max(scheduled_at) AS observed_at, failures AS value
  FROM observations FINAL
  WHERE scheduled_at > {from:DateTime64(3, 'UTC')} AND scheduled_at <= {to:DateTime64(3, 'UTC')} AND observations.outcome != 'missed'
  GROUP BY server
tests:
  - name: a failure is told
    hosted: [a.example]
    series:
      - { server: a.example, probe: tls, every: 1m, values: ok x3 failed missed x2 }
    expect:
      - at: 2m
        signals: [{ labels: { server: a.example, peer: other.example }, outcome: passed }]
      - at: 4m
        signals:
          - { labels: { server: a.example, peer: other.example }, outcome: failed, because: 1 of 4 failed, value: 1, severity: error }
`;
