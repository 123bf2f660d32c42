import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { WebDeps, WebEnv } from '../deps.ts';
import { markup } from '../markup.ts';
import { show } from '../parts/shell.ts';

interface TroubleText {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly says: string;
  /** What the reader can do. */
  readonly todo: string;
}

/** Every way a request can end without its page. */
const troubles = {
  'bad-host': {
    status: 400,
    title: 'No usable Host header',
    says: 'The request does not name the host it is meant for.',
    todo: 'Send a Host header with a plain name or address.',
  },
  'wrong-host': {
    status: 421,
    title: 'Not the host you asked for',
    says: 'This request is meant for another name than the ones this site answers to.',
    todo: 'Open the site by its listen address, or set monitor.origin to the name people use.',
  },
  'no-user': {
    status: 401,
    title: 'Please say who you are',
    says: 'This page is for people whom the operator lets in.',
    todo: 'Come through the proxy that logs you in, or send a token as "Authorization: Bearer".',
  },
  'no-token': {
    status: 403,
    title: 'The form is too old',
    says: 'The form does not carry the token that this site gave to your browser, so nothing was done.',
    todo: 'Go back, load the page again, and send the form again. Cookies must be allowed for this site; from another machine they need https.',
  },
  'no-program': {
    status: 403,
    title: 'Neither a form nor JSON',
    says: 'This was not sent by a form of this site, nor as a program sends it, so nothing was done.',
    todo: 'From a program: send JSON with the header "Content-Type: application/json", and a token as "Authorization: Bearer" where people log in.',
  },
  'not-your-role': {
    status: 403,
    title: 'This is not for your role',
    says: 'You are logged in, but your role may not open this page or do this.',
    todo: 'Ask the operator of this monitor for the role that may.',
  },
  'no-role': {
    status: 403,
    title: 'You have no role here',
    says: 'The place that logged you in knows you, but none of your groups has a role at this monitor.',
    todo: 'Ask the operator of this monitor to give one of your groups a role (web.auth.oidc.roles).',
  },
  'sign-in-failed': {
    status: 403,
    title: 'The log-in did not work',
    says: 'What came back from the place that logs you in does not fit what this site asked for, so nobody was logged in.',
    todo: 'Begin again at the log-in page. If it stays, the operator finds the reason in the log of fediscope.',
  },
  'no-provider': {
    status: 502,
    title: 'The place that logs you in does not answer',
    says: 'The provider of web.auth.oidc could not be reached, or its answer cannot be used.',
    todo: 'Try again in a minute. If it stays, the operator finds the reason in the log of fediscope.',
  },
  'too-many': {
    status: 429,
    title: 'Too many requests',
    says: 'From your address or with your account there were too many requests in a short time.',
    todo: 'Wait as long as the header Retry-After says (in seconds), and try again.',
  },
  'too-many-rebuttals': {
    status: 429,
    title: 'Too many statements about this server',
    says: 'An account writes ten statements about a server at once, and then one in two minutes. Each stays in the review log for good, so this one was not written.',
    todo: 'Wait as long as the header Retry-After says (in seconds, two minutes at most), go back, and send the form again. Put what belongs together into one text.',
  },
  'foreign-write': {
    status: 403,
    title: 'Sent from another site',
    says: 'Your browser says that the form was sent from another site, so nothing was done.',
    todo: 'Send it from this site. Over plain http from another machine browsers hide where a form comes from: use https.',
  },
  'form-too-large': {
    status: 413,
    title: 'The form is too large',
    says: 'No form of this site is that large, or the request does not say its length.',
    todo: 'Send the form from the page it is on.',
  },
  'no-such-method': {
    status: 405,
    title: 'Method not allowed',
    says: 'This site answers GET and HEAD, and POST where it has a form.',
    todo: 'Use the links and forms of the pages.',
  },
  'no-such-page': {
    status: 404,
    title: 'Nothing is here',
    says: 'This site has no page at this address.',
    todo: 'Start at the page Now, or check the address for a typing error.',
  },
  'no-such-server': {
    status: 404,
    title: 'This server is not watched',
    says: 'No server of this name was enrolled.',
    todo: 'Add it to hosted or to peers.seeds in fediscope.yaml, or check the name for a typing error.',
  },
  'not-hosted': {
    status: 404,
    title: 'This is no server of ours',
    says: 'Who rejects whom is told only of hosted servers, to those who run them.',
    todo: 'Add the server to hosted in fediscope.yaml, or open the page of the network.',
  },
  'no-review': {
    status: 400,
    title: 'This cannot be written down',
    says: 'An act of the review queue names what it is about; dismissing needs a reason, a note needs a text of at most 2,000 characters.',
    todo: 'Go back and fill in the form.',
  },
  'no-such-subject': {
    status: 404,
    title: 'This is not in the queue',
    says: 'No finding and no policy change of this name waits for a review. It may have been seen too long ago.',
    todo: 'Load the review queue again.',
  },
  'no-such-rejection': {
    status: 404,
    title: 'Nobody rejects it so',
    says: 'No list that is read now rejects or limits the server in this way. It may have been lifted since the form was made.',
    todo: 'Load the page of the server again.',
  },
  'log-elsewhere': {
    status: 409,
    title: 'The review log is written elsewhere',
    says: 'Another process writes the review log of this data directory, so nothing was written.',
    todo: 'Use the pages of that process, the one that was started first with "up" or "serve".',
  },
  'no-deploy': {
    status: 400,
    title: 'This is no deploy',
    says: 'A deploy names the server, and may say when (in the past, with a time zone) and what (500 characters).',
    todo: 'Send {"server": "social.example", "at": "2026-11-20T10:00:00Z", "note": "4.5.2"}; at and note may be left out.',
  },
  'not-kept': {
    status: 404,
    title: 'This is not kept',
    says: 'There is no such observation or evidence in the store. Old ones are removed when their retention ends.',
    todo: 'Open the page of the server for what is known now.',
  },
  'no-such-alert': {
    status: 404,
    title: 'There is no such alert',
    says: 'No alert and no incident of this id is known.',
    todo: 'Look at the list of alerts, or check the address for a typing error.',
  },
  'our-fault': {
    status: 500,
    title: 'We made a mistake',
    says: 'The page could not be made. This says nothing about the servers that are watched.',
    todo: 'Try again. If it stays, the operator finds the reason in the log of fediscope.',
  },
} as const satisfies Record<string, TroubleText>;

export type Trouble = keyof typeof troubles;

/** Whether the reader asked for JSON instead of a page. */
export function wantsJson(context: Context<WebEnv>): boolean {
  return context.req.query('format') === 'json';
}

/** Whether the reader asked for all of a page as CSV; `table` asks for one table of it. */
export function wantsCsv(context: Context<WebEnv>): boolean {
  return context.req.query('format') === 'csv' && context.req.query('table') === undefined;
}

/** Answers with what is in the way and what to do about it. */
export function refuse(
  context: Context<WebEnv>,
  deps: WebDeps,
  trouble: Trouble,
): Response | Promise<Response> {
  const { status, title, says, todo } = troubles[trouble];
  if (wantsJson(context)) return context.json({ error: trouble, says, todo }, status);
  const main = markup`<h1>${title}</h1><p class="lead">${says}</p><p>${todo}</p><p><a href="/">Now</a></p>`;
  return show(context, deps, { title, main, status });
}
