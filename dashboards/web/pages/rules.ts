import type { Hono } from 'hono';
import { counted } from '../../../model/counted.ts';
import { audiences } from '../../../model/finding.ts';
import type { RuleDescription } from '../../../model/rule.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { clause, rulePath } from '../parts/finding.ts';
import { pager } from '../parts/page.ts';
import { foldedPart } from '../parts/section.ts';
import { serverLink } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { replayedMark, severityMark } from '../parts/state.ts';
import { table } from '../parts/table.ts';
import { lasting } from '../parts/when.ts';
import { audienceNames, impactNames, requirementNames } from '../parts/words.ts';
import { type FindingList, readFindings } from '../reading/finding-list.ts';
import { refuseName } from './mistake.ts';
import { wantsJson } from './trouble.ts';

/** The catalogue, and a page for each rule with the servers that fail it. */
export function serveRules(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/rules', async (context) =>
    wantsJson(context)
      ? context.json(deps.rules)
      : show(context, deps, { title: 'Rules', main: catalogue(deps.rules) }),
  );
  app.get('/rules/:id', async (context) => {
    const asked = context.req.param('id');
    const rule = deps.rules.find((one) => one.id === asked);
    if (rule === undefined) {
      const known = deps.rules.map((one) => one.id);
      return refuseName(context, deps, { what: 'rule', asked, known, list: '/rules' });
    }
    const { audience, id } = rule;
    const page = context.req.query('page');
    const failing = await readFindings(deps.store, { audience, rule: id, outcome: 'failed', page });
    if (wantsJson(context)) return showData(context, deps, { rule, ...failing });
    const main = one(rule, failing, deps.clock.now());
    return show(context, deps, { title: id, main, observedAt: failing.observedAt ?? 'none' });
  });
}

function catalogue(rules: readonly RuleDescription[]): Markup {
  return markup`<div class="head"><h1>Rules</h1><p class="tools"><a href="/rules?format=json" download="rules.json">JSON</a></p></div>
<p class="lead">${counted(rules.length, 'rule')}. Each reads stored observations, names the clause it rests on, and answers passed, failed, does not apply, or cannot tell.</p>
${audiences.map((audience) => {
  const own = rules.filter((rule) => rule.audience === audience);
  const title = audienceNames[audience];
  return (
    own.length > 0 && foldedPart({ id: audience, title }, counted(own.length, 'rule'), ruleTable(own, title))
  );
})}`;
}

function ruleTable(rules: readonly RuleDescription[], audience: string): Markup {
  return table({
    caption: `Rules for ${audience}`,
    columns: ['Rule', 'Says', 'Requirement', 'If it fails', 'Clause'],
    rows: rules.map((rule) => [
      markup`<a href="${rulePath(rule.id)}">${rule.id}</a>`,
      rule.title,
      requirementNames[rule.requirement],
      impactNames[rule.impact],
      clause(rule.sources[0]),
    ]),
  });
}

function one(rule: RuleDescription, failing: FindingList, nowMs: number): Markup {
  return markup`<div class="head"><h1>${rule.id}</h1><p class="tools"><a href="${rulePath(rule.id)}?format=json" download="${rule.id}.json">JSON</a></p></div>
<p class="lead">${rule.title}.</p>
<section class="panel"><h2>What it says</h2><dl class="facts">
<div><dt>Audience</dt><dd><a href="/findings/${rule.audience}">${audienceNames[rule.audience]}</a></dd></div>
<div><dt>Requirement</dt><dd>${requirementNames[rule.requirement]}</dd></div>
<div><dt>If it fails</dt><dd>${impactNames[rule.impact]}</dd></div>
<div><dt>Who notices</dt><dd>${rule.breaks}</dd></div>
${rule.falsePositives === undefined ? '' : markup`<div><dt>When it may be wrong</dt><dd>${rule.falsePositives}</dd></div>`}
<div><dt>What to do</dt><dd>${rule.advice}</dd></div>
<div><dt>Clause</dt><dd>${rule.sources.map(clause)}</dd></div>
<div><dt>Version</dt><dd>${rule.version}</dd></div>
</dl></section>
<h2>Where it fails now</h2>
${failing.findings.length === 0 ? markup`<p class="notice good">It fails at no server that was judged.</p>` : failures(rule, failing, nowMs)}`;
}

function failures(rule: RuleDescription, { findings, page }: FindingList, nowMs: number): Markup {
  const rows = findings.map(({ finding, replayed }) => [
    serverLink(finding.server, `#${finding.rule}`),
    severityMark(finding.severity),
    markup`<bdi dir="ltr">${finding.because}</bdi>`,
    markup`${lasting(finding.since, nowMs)} ${replayedMark(replayed)}`,
  ]);
  const caption = `Servers that fail ${rule.id}`;
  return markup`${table({ caption, columns: ['Server', 'Severity', 'What was seen', 'For'], rows })}${pager(page, (number) => `${rulePath(rule.id)}?page=${number}`)}`;
}
