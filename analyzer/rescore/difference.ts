import type { Finding, Outcome } from '../../model/finding.ts';

/** A verdict that stood one way at the end of a stretch of time, and stands another way now. Absent: there was none, or there is none. */
export interface ChangedVerdict {
  readonly rule: string;
  readonly server: string;
  readonly from?: Outcome;
  readonly to?: Outcome;
}

/** Findings of the same subjects: those that were kept, and those that were made again; each oldest first. */
export interface Versions {
  readonly kept: readonly Finding[];
  readonly made: readonly Finding[];
}

/** Verdicts that differ at the end. `before`: findings at the beginning, which stand where nothing follows. */
export function changedVerdicts(
  before: readonly Finding[],
  { kept, made }: Versions,
): readonly ChangedVerdict[] {
  const was = newest([...before, ...kept]);
  const is = newest([...before, ...made]);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const from = was.get(key);
    const to = is.get(key);
    if (from?.outcome === to?.outcome) return [];
    const { rule = '', server = '' } = from ?? to ?? {};
    const outcomes = { ...(from && { from: from.outcome }), ...(to && { to: to.outcome }) };
    return [{ rule, server, ...outcomes }];
  });
}

/** Whether the same was found at the same times, whatever the order. */
export function isSameHistory({ kept, made }: Versions): boolean {
  if (kept.length !== made.length) return false;
  const texts = new Set(kept.map(text));
  return made.every((finding) => texts.has(text(finding)));
}

function newest(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.map((finding) => [key(finding), finding]));
}

function key({ server, rule, labels = {} }: Finding): string {
  return JSON.stringify([server, rule, sorted(labels)]);
}

function text(finding: Finding): string {
  const { labels = {}, ...rest } = finding;
  return JSON.stringify([sorted(rest), sorted(labels)]);
}

function sorted(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
