import type { CheckedServer } from './checked.ts';

/** What a check was made with. */
export interface CheckFrame {
  readonly version: string;
  readonly vantage: string;
  /** RFC 3339, UTC. */
  readonly checkedAt: string;
}

/** The result of `check --format json`: one document whose shape is part of the command line's contract. */
export function checkDocument(frame: CheckFrame, checked: readonly CheckedServer[]): string {
  const servers = checked.map(({ server, software, observations, findings }) => ({
    server,
    software,
    findings: findings.map(({ rule, outcome, severity, because, evidence }) => ({
      rule,
      outcome,
      severity,
      because,
      evidence,
    })),
    observations,
  }));
  return `${escapeInvisible(JSON.stringify({ ...frame, servers }, undefined, 2))}\n`;
}

/** JSON leaves C1 controls and direction marks as they are; a terminal would obey them. Inside JSON they only occur in strings. */
function escapeInvisible(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
