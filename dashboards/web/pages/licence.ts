import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { isLicenceRule, licenceRuleIds } from '../../../analyzer/licence/deciding-rule.ts';
import type { LicenceDossier } from '../../../analyzer/licence/dossier.ts';
import { readLicences } from '../../../analyzer/licence/read.ts';
import { instant } from '../../../model/clock.ts';
import type { Finding } from '../../../model/finding.ts';
import { type Host, parseHost } from '../../../model/host.ts';
import { builtInNews } from '../../../model/news.ts';
import type { Consent } from '../../../model/observation.ts';
import { refuseEntry } from '../../../model/review.ts';
import { findingSubject } from '../../../model/review-subject.ts';
import { builtInSoftware } from '../../../model/software/index.ts';
import { factsOf } from '../../reports/licence/lines.ts';
import { spdxOf } from '../../reports/licence/spdx.ts';
import { labels, methodWords } from '../../reports/licence/words.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { mayOpen } from '../guard/access.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { bundlePath } from '../parts/finding.ts';
import { observationPath } from '../parts/observation.ts';
import { hostName, serverLink, serverPath } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { unprovenMark } from '../parts/state.ts';
import { outcomeNames } from '../parts/words.ts';
import { refuse, wantsJson } from './trouble.ts';

/** The licence of one server: the verdict, what it rests on, what its operator says, and a way to look again. */
export function serveLicence(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/servers/:host/licence', async (context) => {
    const { dossier, consent } = await dossierOf(context, deps);
    if (dossier === undefined) return refuse(context, deps, 'no-such-server');
    if (wantsJson(context)) return showData(context, deps, { ...dossier, spdx: spdxOf(dossier) });
    const bundled = await bundledOf(dossier, { context, deps });
    return show(context, deps, {
      title: `${labels.title}: ${dossier.server}`,
      main: page(dossier, { context, deps, consent, bundled }),
      observedAt: dossier.observedAt ?? 'none',
    });
  });
  app.post('/servers/:host/licence/replies', (context) => write(context, deps));
}

const reply = z.object({
  rule: z.enum(licenceRuleIds),
  act: z.enum(['rebuttal', 'note']),
  text: z.string().trim(),
});

/** One row of the review log; no observation changes. */
async function write(context: Context<WebEnv>, deps: WebDeps): Promise<Response> {
  const { dossier } = await dossierOf(context, deps);
  if (dossier === undefined) return refuse(context, deps, 'no-such-server');
  if (deps.reviews === undefined) return refuse(context, deps, 'log-elsewhere');
  const sent = reply.safeParse(await context.req.parseBody());
  if (!sent.success) return refuse(context, deps, 'no-review');
  const { rule, act, text } = sent.data;
  const by = context.get('user') ?? 'somebody on the pages';
  const subject = findingSubject({ rule, server: dossier.server });
  const entry = { by, subject, act, text: text.replaceAll('\r\n', '\n') };
  if (refuseEntry(entry) !== undefined) return refuse(context, deps, 'no-review');
  await deps.reviews.append(entry);
  return context.redirect(`${serverPath(dossier.server)}/licence`, 303);
}

async function dossierOf(
  context: Context<WebEnv>,
  { store, clock, news = async () => builtInNews, software = builtInSoftware }: WebDeps,
): Promise<{ readonly dossier?: LicenceDossier | undefined; readonly consent?: Consent | undefined }> {
  const named = parseHost(context.req.param('host') ?? '');
  if (!named.ok) return {};
  const servers = await store.serversOf({ hosts: [named.host] }, { limit: 1, offset: 0 });
  const reads = { store, software, news: await news(), at: instant(clock.now()) };
  const [dossier] = await readLicences(reads, servers);
  return { dossier, consent: servers[0]?.consent };
}

/** The findings on its licence that rest on something, where their evidence can be downloaded here. */
async function bundledOf(
  { server }: LicenceDossier,
  { context, deps }: Pick<Around, 'context' | 'deps'>,
): Promise<readonly Finding[]> {
  if (deps.bundle === undefined || !mayOpen(context.get('reader'), '/bundles/any')) return [];
  const findings = await deps.store.findingsOf([server]);
  return findings.filter(({ rule, evidence }) => isLicenceRule(rule) && evidence.length > 0);
}

interface Around {
  readonly context: Context<WebEnv>;
  readonly deps: WebDeps;
  readonly bundled: readonly Finding[];
  /** Under what the server is watched. */
  readonly consent: Consent | undefined;
}

function page(dossier: LicenceDossier, around: Around): Markup {
  const { server, evidence } = dossier;
  const facts = factsOf({ ...dossier, spdx: spdxOf(dossier) }).filter(([label]) => label !== labels.evidence);
  return markup`<div class="head"><h1>${labels.title}: ${hostName(server)}</h1><p class="tools"><a href="${serverPath(server)}/licence?format=json" download="${server}-licence.json">JSON</a></p></div>
<p class="lead">What ${serverLink(server)} runs${around.consent === 'unproven' && markup` ${unprovenMark(around.consent)}`}, what source it offers, and how we know.</p>
<section class="panel" aria-label="${labels.verdict}"><dl class="facts">
${facts.map(([label, value]) => markup`<div><dt>${label}</dt><dd><bdi dir="ltr">${value}</bdi></dd></div>`)}
<div><dt>${labels.evidence}</dt><dd>${evidence.length === 0 ? labels.none : markup`<ul class="plain">${evidence.map((id) => markup`<li><a href="${observationPath(id)}"><code>${besidesServer(id, server)}</code></a></li>`)}</ul>`}</dd></div>
${around.bundled.length > 0 && markup`<div class="tools"><dt>Evidence bundles</dt><dd>${around.bundled.map((finding) => markup`<a href="${bundlePath(finding)}" download>${finding.rule}</a> (${outcomeNames[finding.outcome]}) `)}</dd></div>`}
</dl></section>
${replyPart(dossier, around)}
<h2>${labels.method}</h2>
${methodWords.map((paragraph) => markup`<p>${paragraph}</p>`)}`;
}

/** An id without the server, which the page is about. */
function besidesServer(id: string, server: Host): string {
  return id.startsWith(`${server}/`) ? id.slice(server.length + 1) : id;
}

/** A form for what the operator says, and a button to look again; each where this process can. */
function replyPart({ server }: LicenceDossier, { context, deps }: Around): Markup {
  const csrf = context.get('formToken')();
  const may = (path: string) => mayOpen(context.get('reader'), path, 'POST');
  return markup`${
    deps.recheck !== undefined &&
    may(`${serverPath(server)}/recheck`) &&
    markup`<form method="post" action="${serverPath(server)}/recheck"><input type="hidden" name="csrf" value="${csrf}"><button>Re-check now</button></form>`
  }
${
  deps.reviews !== undefined &&
  may(`${serverPath(server)}/licence/replies`) &&
  markup`<details><summary>Write down what the operator says</summary><form class="stack" method="post" action="${serverPath(server)}/licence/replies">
<input type="hidden" name="csrf" value="${csrf}">
<label>About<br><select name="rule">${licenceRuleIds.map((id) => markup`<option value="${id}">${id}</option>`)}</select></label>
<label>What<br><select name="act"><option value="rebuttal">What the operator says</option><option value="note">A note of ours</option></select></label>
<label>Text (without names of people outside)<br><textarea name="text" rows="3" maxlength="2000"></textarea></label>
<button>Write down</button>
</form></details>`
}`;
}
