import { type Finding, type Outcome, severities } from '../../../model/finding.ts';
import { type Markup, markup } from '../markup.ts';
import { disagreementNotice, type FindingContext, findingPart } from './finding.ts';
import { outcomeNames } from './words.ts';

/** The line that opens a fold names this many findings of its rule, and counts the rest. */
const mostNamed = 3;

const order = ['failed', 'cannot-tell', 'passed', 'inapplicable'] as const satisfies readonly Outcome[];

/** The findings of one server by outcome: what failed in full, the loudest first, and the rest folded up. */
export function findingsPart(
  findings: readonly Finding[],
  context: Omit<FindingContext, 'unfolded'>,
): Markup {
  return markup`${disagreementNotice(findings)}${order.map((outcome) => {
    const own = findings.filter((finding) => finding.outcome === outcome).toSorted(byLoudness);
    const heading = `${outcomeNames[outcome]} (${own.length})`;
    const inContext = { ...context, unfolded: outcome === 'failed' ? own[0]?.rule : undefined };
    if (outcome === 'failed')
      return markup`<h2 id="findings">${heading}</h2>${own.length === 0 ? markup`<p class="notice">No rule fails.</p>` : byRule(own, inContext)}`;
    return (
      own.length > 0 &&
      markup`<details class="group"><summary><h2>${heading}</h2></summary>${own.map((one) => findingPart(one, inContext))}</details>`
    );
  })}`;
}

function byLoudness(left: Finding, right: Finding): number {
  return severities.indexOf(right.severity) - severities.indexOf(left.severity);
}

/** One finding of each rule; others of it, such as one for each peer, are folded up behind the first. */
function byRule(findings: readonly Finding[], context: FindingContext): readonly Markup[] {
  return [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, [first, ...others]]) => {
    const shown = first && findingPart(first, context);
    if (others.length === 0) return markup`${shown}`;
    return markup`${shown}<details class="group fold"><summary>${others.length} more of ${rule}: ${about(others)}</summary>${others.map((one) => findingPart(one, context))}</details>`;
  });
}

/** What the first of some findings are about, and how many there are besides. */
function about(findings: readonly Finding[]): Markup {
  const more = findings.length - mostNamed;
  return markup`<bdi dir="ltr">${findings.slice(0, mostNamed).map(besides).join(', ')}</bdi>${more > 0 && ` and ${more} more`}`;
}

/** What a finding is about besides the server. */
function besides({ labels = {} }: Finding): string {
  const { server: _, ...others } = labels;
  return Object.values(others).join(' ');
}
