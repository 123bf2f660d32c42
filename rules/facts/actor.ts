import type { AcceptProfile, ActorData, ActorDocument, Representation } from '../../crawler/probes/actor.ts';
import type { Verdict } from '../../model/finding.ts';
import { cannotTell } from '../rule.ts';
import { openVerdict } from './settled.ts';
import { shown } from './shown.ts';

/** The actor that content rules judge: the sample actor, or the instance actor where the sample wants signed requests. */
export function judgedActor({ document, instanceActor }: ActorData): ActorDocument | undefined {
  if (document.ok) return document.data;
  const wantsSignature = document.failure.code === 'http-unauthorized';
  return wantsSignature && instanceActor?.ok === true ? instanceActor.data : undefined;
}

/** What a rule on the actor's content says: of its document, or that there is none to judge. */
export function judgeActor(actor: ActorData, check: (document: ActorDocument) => Verdict): Verdict {
  const document = judgedActor(actor);
  if (document !== undefined) return check(document);
  const { failure } = actor.document as Exclude<ActorData['document'], { ok: true }>;
  if (failure.code === 'http-unauthorized')
    return cannotTell('The actor wants signed requests, which is a mode and not a fault');
  return cannotTell(`No actor was read: ${failure.detail}`);
}

/** An answer to one `Accept` header that can be judged, or the verdict that it leaves. */
export type Answer =
  | { readonly judged: true; readonly representation: Representation }
  | { readonly judged: false; readonly verdict: Verdict };

/** Statuses that tell of a mode, of load or of a refusal to us, or that the actor is not there: nothing about content negotiation. */
const silentStatuses: ReadonlySet<number> = new Set([401, 403, 404, 408, 410, 425, 429]);

/** How the actor answered one `Accept` header. */
export function answerTo(actor: ActorData, profile: AcceptProfile): Answer {
  const answer = actor.representations.find((candidate) => candidate.profile === profile);
  if (answer === undefined) return open('The actor was not asked with this Accept header');
  if (!answer.ok) {
    const verdict = openVerdict('The actor did not answer', answer.failure);
    return {
      judged: false,
      verdict: verdict ?? cannotTell(`The actor did not answer: ${answer.failure.detail}`),
    };
  }
  const { status } = answer.data;
  if (status === 401) return open('The actor wants signed requests, which is a mode and not a fault');
  if (silentStatuses.has(status) || status >= 500) return open(`The actor answered ${status}`);
  return { judged: true, representation: answer.data };
}

function open(because: string): Answer {
  return { judged: false, verdict: cannotTell(because) };
}

/** What a representation is, in words, when it is not the actor as JSON. Undefined: it is. */
export function wrongRepresentation({ status, kind, contentType }: Representation): string | undefined {
  if (status !== 200) return `status ${status}`;
  if (kind === 'html') return 'HTML';
  return kind === 'other' ? `no JSON (${shown(contentType)})` : undefined;
}
