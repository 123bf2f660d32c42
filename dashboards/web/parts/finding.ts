import { isDisagreement } from '../../../analyzer/vantages/combine.ts';
import type { Finding } from '../../../model/finding.ts';
import { findingId } from '../../../model/finding-id.ts';
import type { Observation } from '../../../model/observation.ts';
import type { RuleDescription, Source } from '../../../model/rule.ts';
import { type Markup, markup } from '../markup.ts';
import { isReplayed } from '../reading/beginnings.ts';
import { evidencePart, observationPath } from './observation.ts';
import { serverPath } from './server-list.ts';
import { outcomeMark, replayedMark, severityMark } from './state.ts';
import { lasting, moment } from './when.ts';
import { audienceNames, impactNames, requirementNames } from './words.ts';

/** What is needed to show findings of one server. */
export interface FindingContext {
  /** By id; a finding whose rule has left the catalogue is shown without its text. */
  readonly rules: ReadonlyMap<string, RuleDescription>;
  /** By id; an observation that is not there is only linked. */
  readonly observations: ReadonlyMap<string, Observation>;
  readonly nowMs: number;
  /** What began up to this instant began in replayed history. */
  readonly replayedUntil: string | undefined;
  /** The rule whose evidence is open from the start: several would repeat the same exchanges. */
  readonly unfolded: string | undefined;
  /** Can its evidence be downloaded as a bundle here? */
  readonly hasBundles: boolean;
}

/** Where one rule has its page. */
export function rulePath(id: string): string {
  return `/rules/${encodeURIComponent(id)}`;
}

/** Where the bundle of a finding's evidence is. */
export function bundlePath(finding: Finding): string {
  return `/bundles/${encodeURIComponent(findingId(finding))}`;
}

/** A finding in full: what was seen, since when, who says so, who notices, what to do, and the evidence. */
export function findingPart(finding: Finding, context: FindingContext): Markup {
  const rule = context.rules.get(finding.rule);
  return markup`<article class="finding panel" id="${anchorOf(finding)}">
<h3>${finding.outcome === 'failed' ? severityMark(finding.severity) : outcomeMark(finding.outcome)} <a href="${rulePath(finding.rule)}">${finding.rule}</a></h3>
${finding.because !== '' && markup`<p class="lead"><bdi dir="ltr">${finding.because}</bdi></p>`}
<dl class="facts">
${finding.labels !== undefined && markup`<div><dt>About</dt><dd><bdi dir="ltr">${aboutOf(finding.labels)}</bdi></dd></div>`}
<div><dt>For</dt><dd>${lasting(finding.since, context.nowMs)} ${replayedMark(isReplayed(finding.since, context.replayedUntil))}</dd></div>
<div><dt>Evidence from</dt><dd>${moment(finding.observedAt, context.nowMs)}</dd></div>
<div><dt>Audience</dt><dd>${audienceNames[finding.audience]}</dd></div>
${
  rule !== undefined &&
  markup`<div><dt>Rule</dt><dd>${rule.title} (${requirementNames[rule.requirement]}; ${impactNames[rule.impact]})</dd></div>
<div><dt>Who notices</dt><dd>${rule.breaks}</dd></div>
<div><dt>What to do</dt><dd>${rule.advice}</dd></div>
<div><dt>Clause</dt><dd>${rule.sources.map(clause)}</dd></div>`
}
</dl>
${evidenceOf(finding, context)}
${context.hasBundles && finding.evidence.length > 0 && markup`<p class="tools"><a href="${bundlePath(finding)}" download>Evidence bundle</a></p>`}
</article>`;
}

/** On which rules vantages say different things. Undefined: on none. Such findings are open, and would be folded away with all others that are. */
export function disagreementNotice(findings: readonly Finding[]): Markup | undefined {
  const open = findings.filter(isDisagreement);
  if (open.length === 0) return undefined;
  const links = open.map((one) => markup` <a href="#${anchorOf(one)}">${one.rule}</a>`);
  return markup`<p class="notice">Our vantages disagree on ${open.length} rule${open.length > 1 && 's'}:${links}</p>`;
}

/** Where one finding stands on the page of its server. */
export function findingPath(finding: Finding): string {
  return `${serverPath(finding.server)}#${anchorOf(finding)}`;
}

/** Several findings of one rule may stand on one page. */
function anchorOf({ rule, labels = {} }: Finding): string {
  return [rule, ...Object.values(labels)].join('-').replaceAll(/[^\w.-]+/g, '-');
}

function aboutOf(labels: NonNullable<Finding['labels']>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** A clause with its link, and the day it was read. */
export function clause(source: Source): Markup {
  const name = source.section === undefined ? source.title : `${source.title}, ${source.section}`;
  const read =
    source.verified !== undefined && markup` <span class="muted">(read on ${source.verified})</span>`;
  return markup`<span class="clause"><a href="${webAddress(source.url)}" rel="noreferrer external">${name}</a>${read}</span> `;
}

/** Only addresses that a browser may open from here; anything else leads nowhere. */
function webAddress(url: string): string {
  return /^https?:\/\//i.test(url) ? url : '#';
}

/** More would push what follows off the screen. */
const mostUnfolded = 3;

function evidenceOf(finding: Finding, { observations, nowMs, unfolded }: FindingContext): Markup {
  if (finding.evidence.length === 0) return markup`<p class="muted">It rests on no observation.</p>`;
  const shown = finding.evidence.map((id) => {
    const observation = observations.get(id);
    return observation === undefined ? evidenceLink(id) : evidencePart(observation, nowMs);
  });
  const count = finding.evidence.length;
  return markup`<details${finding.rule === unfolded && count <= mostUnfolded && markup` open`}><summary>Evidence: ${count} observation${count > 1 && 's'}</summary>${shown}</details>`;
}

function evidenceLink(id: string): Markup {
  return markup`<p><a href="${observationPath(id)}">Observation <code>${id}</code></a></p>`;
}
