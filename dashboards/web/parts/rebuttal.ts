import type { Rejection } from '../../../analyzer/defederation/dossier.ts';
import type { Host } from '../../../model/host.ts';
import { policySubject } from '../../../model/review-subject.ts';
import { policyText, sourceNames } from '../../defederation/words.ts';
import { type Markup, markup } from '../markup.ts';
import { serverPath } from './server-list.ts';
import { utc } from './when.ts';

/** A policy about a server as the review log names it. */
export function rejectionSubject({ policy }: Pick<Rejection, 'policy'>, server: Host) {
  return policySubject(policy, policy.subject, server);
}

/** Where the form of a server is sent. */
export function rebuttalPath(server: Host): string {
  return `${serverPath(server)}/defederation/rebuttals`;
}

/** A form for what the server says to one of those who reject or limit it. `csrf`: the token of the form. */
export function rebuttalForm(rejections: readonly Rejection[], server: Host, csrf: string): Markup {
  return markup`<details><summary>Say what the server has to say to it</summary><form class="stack" method="post" action="${rebuttalPath(server)}">
<input type="hidden" name="csrf" value="${csrf}">
<label>To<br><select name="about">${rejections.map((one) => markup`<option value="${rejectionSubject(one, server).id}">${one.policy.observer}: ${policyText(one.policy, utc)}, ${sourceNames[one.policy.source]}</option>`)}</select></label>
<label>Text (it stands beside the statement, on this page and in the reports; without names of people outside)<br><textarea name="text" rows="3" maxlength="2000"></textarea></label>
<button>Write down</button>
</form></details>`;
}
