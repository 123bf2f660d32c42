import type { Failure, FailureCode } from '../../model/failure.ts';
import { parseHost } from '../../model/host.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { askWebFinger, type JrdFacts } from '../documents/jrd.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { defineProbe, type Prior, type ProbeTarget } from '../probe.ts';
import { domains } from './domains.ts';
import { instanceApi } from './instance-api.ts';
import { nodeinfo } from './nodeinfo.ts';

export type { JrdFacts, SelfLink } from '../documents/jrd.ts';

/**
 * How a server resolves one of its own accounts. `accountFrom`: who named the account: our configuration, a contact the server publishes, the
 * software's known name for its instance actor, or the URL of the server itself (FEP-d556); tried in this order.
 */
export interface WebFingerData {
  readonly user: string;
  readonly accountFrom: 'configured' | 'instance-actor' | 'server-url' | 'published-contact';
  /** `acct:user@accountDomain` asked at the account domain. */
  readonly base: Settled<JrdFacts>;
  /** `acct:user@webDomain` asked at the web domain. Absent: the two are the same, `base` gave nothing, or nobody named the account. */
  readonly reverse?: Settled<JrdFacts>;
}

const after = { domains, nodeinfo, instanceApi };
type Earlier = Prior<typeof after>;
type Sample = Pick<WebFingerData, 'user' | 'accountFrom' | 'base'>;

/** How accounts of a server are found from their handle. Source: RFC 7033; ActivityPub and WebFinger (SWICG report). */
export const webfinger = defineProbe({
  id: 'webfinger',
  version: 1,
  cadence: 'A',
  after,
  async run(target, io, prior): Promise<WebFingerData> {
    const sample = answered(await findSample(target, io, prior));
    const webDomain = prior.domains.ok ? prior.domains.data.webDomain : target.server.host;
    if (webDomain === target.server.host || !sample.base.ok || isGuessed(sample)) return sample;
    const reverse = await settle(askWebFinger(io, webDomain, `acct:${sample.user}@${webDomain}`));
    return { ...sample, reverse };
  },
});

/** Without any HTTP answer nothing was learned about accounts, and the probe has failed as a whole. */
function answered(sample: Sample): Sample {
  if (sample.base.ok || sample.base.failure.stage === 'http' || sample.base.failure.stage === 'body')
    return sample;
  throw new ProbeFailure(sample.base.failure.code, sample.base.failure.detail);
}

/** A name we made up may be an alias that only one of the two domains knows. */
function isGuessed({ accountFrom }: Sample): boolean {
  return accountFrom === 'instance-actor' || accountFrom === 'server-url';
}

/** An account that somebody named tells most; the server's own actor has no page and often fewer names. */
async function findSample(target: ProbeTarget, io: ProbeIo, prior: Earlier): Promise<Sample> {
  const { host, account } = target.server;
  if (account !== undefined) return ask(io, target, { user: userOf(account), accountFrom: 'configured' });
  const contact = contactOf(target, prior);
  if (contact !== undefined) return ask(io, target, { user: contact, accountFrom: 'published-contact' });
  const guess = {
    user: instanceActorUser(prior, target.software) ?? host,
    accountFrom: 'instance-actor',
  } as const;
  const named = await ask(io, target, guess);
  if (named.base.ok) return named;
  const found = await userFromServerUrl(target, io);
  if (found !== undefined) return ask(io, target, { user: found, accountFrom: 'server-url' });
  return unknownAccount(named.base.failure);
}

/** The name is marked before anything is asked: the actor behind it may never become readable. */
async function ask(io: ProbeIo, { server }: ProbeTarget, who: Omit<Sample, 'base'>): Promise<Sample> {
  if (who.accountFrom !== 'instance-actor') io.shield(who.user);
  return { ...who, base: await settle(askWebFinger(io, server.host, `acct:${who.user}@${server.host}`)) };
}

const wrongGuess: ReadonlySet<FailureCode> = new Set(['http-not-found', 'http-gone', 'http-client-error']);

/** A wrong guess says nothing about the server; any other failure does. */
function unknownAccount(failure: Failure): never {
  if (failure.stage === 'body' || wrongGuess.has(failure.code)) {
    throw new ProbeFailure('prior-missing', 'no account of this server is known; name one of its accounts');
  }
  throw new ProbeFailure(failure.code, failure.detail);
}

async function userFromServerUrl({ server }: ProbeTarget, io: ProbeIo): Promise<string | undefined> {
  const answer = await settle(askWebFinger(io, server.host, `https://${server.host}/`));
  const subject = answer.ok ? answer.data.subject : undefined;
  return subject?.startsWith('acct:') ? userOf(subject.slice('acct:'.length)) : undefined;
}

function userOf(account: string): string {
  return account.replace(/^@/, '').split('@')[0] ?? account;
}

function instanceActorUser({ nodeinfo }: Earlier, software: SoftwareCatalogue): string | undefined {
  if (!nodeinfo.ok || nodeinfo.data.document?.ok !== true) return undefined;
  return software.profileOf(nodeinfo.data.document.data.software)?.instanceActorUser;
}

/** Only a contact of this very server: `acct` names another host when the contact lives elsewhere. */
function contactOf({ server }: ProbeTarget, { instanceApi }: Earlier): string | undefined {
  if (!instanceApi.ok || !instanceApi.data.asked || instanceApi.data.contact === undefined) return undefined;
  const [user, host] = instanceApi.data.contact.split('@');
  if (host === undefined) return user;
  const named = parseHost(host);
  return named.ok && named.host === server.host ? user : undefined;
}
