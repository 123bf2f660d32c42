import { reveal } from '../../dashboards/web/markup.ts';
import { audienceNames } from '../../dashboards/web/parts/words.ts';
import { counted } from '../../model/counted.ts';
import { type Audience, audiences, type Finding, type Severity, severities } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { RuleDescription } from '../../model/rule.ts';
import { clauseText } from '../catalogue.ts';
import type { Paint, Terminal } from '../terminal.ts';
import { wrap } from '../terminal.ts';
import { type CheckedServer, isJudged } from './checked.ts';
import { evidenceLines } from './evidence.ts';
import { sampleOf } from './software.ts';

const colours: Readonly<Record<Severity, Parameters<Paint>[0]>> = {
  critical: 'red',
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};

interface Page {
  readonly rules: ReadonlyMap<string, RuleDescription>;
  readonly observations: ReadonlyMap<string, Observation>;
  readonly terminal: Pick<Terminal, 'columns' | 'paint'>;
}

/** The report of one server for people: failures first with their reasons, evidence and advice, then open questions, then a count. */
export function checkReport(
  checked: CheckedServer,
  rules: readonly RuleDescription[],
  terminal: Pick<Terminal, 'columns' | 'paint'>,
): string {
  const page = {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    observations: new Map(checked.observations.map((observation) => [observation.id, observation])),
    terminal,
  };
  const sections = audiences.flatMap((audience) => section(audience, checked.findings, page));
  return [head(checked, page), ...sections].map((block) => `${block}\n`).join('\n');
}

function head(checked: CheckedServer, { terminal }: Page): string {
  const { name, version, licence } = checked.software;
  const software = [name ?? 'unknown software', version, licence && `(${licence})`].filter(Boolean).join(' ');
  const lines = [
    `${terminal.paint('bold', checked.server)}  ${onOneLine(software)}`,
    `  ${tally(checked.findings)}`,
  ];
  const sample = sampleOf(checked.observations);
  if (sample !== undefined) lines.push(`  Judged on ${onOneLine(sample)}`);
  if (!isJudged(checked)) lines.push(`  Could not be judged: ${whyNot(checked)}`);
  if (checked.bugs > 0)
    lines.push(`  ${counted(checked.bugs, 'fault')} of ours got in the way; the log above names them`);
  return lines.join('\n');
}

function tally(findings: readonly Finding[]): string {
  const count = (outcome: Finding['outcome']) => findings.filter((each) => each.outcome === outcome).length;
  const words = [
    `${count('failed')} failed`,
    `${count('cannot-tell')} cannot tell`,
    `${count('passed')} passed`,
    `${count('inapplicable')} do not apply`,
  ];
  return words.join(', ');
}

function whyNot({ observations }: CheckedServer): string {
  const failures = new Set(observations.flatMap(({ failure }) => failure?.detail ?? []));
  return onOneLine([...failures].slice(0, 3).join('; ')) || 'nothing was seen';
}

/** Remote text that cannot begin a line of its own. */
function onOneLine(text: string): string {
  return reveal(text.slice(0, 200).replace(/\s+/g, ' '));
}

function section(audience: Audience, findings: readonly Finding[], page: Page): readonly string[] {
  const own = findings.filter((finding) => finding.audience === audience);
  const failures = own.filter(({ outcome }) => outcome === 'failed').toSorted(byTopic);
  const open = own.filter(({ outcome }) => outcome === 'cannot-tell').toSorted(byTopic);
  if (own.length === 0) return [];
  const blocks = [
    page.terminal.paint('bold', audienceNames[audience]),
    ...failures.map((finding) => failureBlock(finding, page)),
    ...(open.length > 0 ? [openBlock(open, page)] : []),
    `  ${own.filter(({ outcome }) => outcome === 'passed').length} passed`,
  ];
  return [blocks.join('\n')];
}

/** By topic; inside one, the loudest first. */
function byTopic(a: Finding, b: Finding): number {
  const loudness = severities.indexOf(b.severity) - severities.indexOf(a.severity);
  return topicOf(a).localeCompare(topicOf(b)) || loudness || a.rule.localeCompare(b.rule);
}

function topicOf({ rule }: Finding): string {
  return rule.split('.')[0] ?? rule;
}

function failureBlock(finding: Finding, { rules, observations, terminal }: Page): string {
  const rule = rules.get(finding.rule);
  const mark = terminal.paint(colours[finding.severity], finding.severity.toUpperCase().padEnd(8));
  const facts = [
    ...(rule === undefined ? [] : [`What to do: ${rule.advice}`, `Clause: ${clauseText(rule.sources[0])}`]),
    ...evidenceLines(finding, observations).map((line) => `Evidence: ${line}`),
  ];
  return [
    `  ${mark} ${terminal.paint('bold', finding.rule)}`,
    paragraph(finding.because, terminal.columns),
    ...facts.map((fact) => terminal.paint('dim', paragraph(fact, terminal.columns))),
  ].join('\n');
}

/** Rules that are open for the same reason stand together. */
function openBlock(open: readonly Finding[], { terminal }: Page): string {
  const lines = [...Map.groupBy(open, ({ because }) => because)].map(([because, same]) =>
    paragraph(`${same.map(({ rule }) => rule).join(', ')}: ${because}`, terminal.columns),
  );
  return [`  ${terminal.paint('bold', 'Cannot tell')}`, ...lines].join('\n');
}

function paragraph(text: string, width: number): string {
  return wrap(reveal(text), { width, indent: '    ' });
}
