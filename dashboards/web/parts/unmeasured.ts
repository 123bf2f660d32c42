import { type Markup, markup } from '../markup.ts';

/** Where it stands what nothing measures. */
export const unmeasuredPath = '/about#not-measured';

/** What these pages have a place for and no probe of this version measures, and what the operator can do. */
export const unmeasuredPart: Markup = markup`<section class="panel" id="not-measured"><h2>What is not measured yet</h2>
<p>Canary lag: how long a post of an account of ours on a hosted server takes to reach a peer, and a follow to be accepted. No probe of this version posts or follows, so nothing is known of it: a server that answers every question here can still deliver late.</p>
<p>What the operator can do now: watch the delivery clock and the queues of the server itself. <code>hosted[].canary.account</code> in fediscope.yaml already names the account that WebFinger and actor probes look at.</p></section>`;
