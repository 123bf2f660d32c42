import { hash } from 'node:crypto';
import type { Failure, FailureCode } from '../../model/failure.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { present } from '../documents/lenient.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { defineProbe, type Prior, type ProbeTarget, requireAsked } from '../probe.ts';
import { answerSigns, fileHash } from '../recognition/answer-signs.ts';
import { type AskedSign, errorSigns, furtherQuestions } from '../recognition/questions.ts';
import { familiesOf, suspectedFamilies } from '../recognition/suspicion.ts';
import { domains } from './domains.ts';
import { instanceApi } from './instance-api.ts';
import { type NodeInfoData, nodeinfo } from './nodeinfo.ts';
import { sourceOffers } from './source-offers.ts';
import { webfinger } from './webfinger.ts';

/** One answer. `path`: as in the stock distribution; `api-error` and `page-error` stand for paths that nobody has. */
export type FingerprintAnswer = { readonly path: string } & Settled<{
  readonly status: number;
  /** Of the bytes of a static file, as they are before any compression. Absent: it was not asked for as a file. */
  readonly sha256?: string;
}>;

/**
 * Signs of software that other questions do not show. `signs`: ids of fingerprints, sorted.
 * `asked` false: the server names software that we know, and nothing seen speaks against it.
 */
export type FingerprintsData =
  | { readonly asked: false }
  | {
      readonly asked: true;
      readonly answers: readonly FingerprintAnswer[];
      readonly signs: readonly string[];
    };

const maxBytes = 128 * 1024;

/** Answers that say which software it is as little as no answer. Any other failure leaves the question open, and a server in trouble is not asked more. */
const saysNothing: ReadonlySet<FailureCode> = new Set([
  'http-not-found',
  'http-gone',
  'http-client-error',
  'body-html',
  'body-not-json',
  'body-not-utf8',
  'body-unexpected',
]);

const after = { domains, nodeinfo, instanceApi, webfinger, sourceOffers };

/** What a server runs that does not say so, or says what does not fit. Source: the bases of the profiles. */
export const fingerprints = defineProbe({
  id: 'fingerprints',
  version: 1,
  cadence: 'E',
  after,
  async run(target, io, prior): Promise<FingerprintsData> {
    const { software } = target;
    if (!canDecide(prior, software)) return { asked: false };
    const host = prior.domains.ok ? prior.domains.data.webDomain : target.server.host;
    const seen: Asked[] = [];
    for (const at of ['api', 'page'] as const) {
      const url = `https://${host}${at === 'api' ? '/api/v1/' : '/'}${nameOf(target, at)}`;
      seen.push(await ask(io, url, { path: `${at}-error`, signs: errorSigns(at, software) }));
    }
    const suspected = new Set([
      ...suspectedFamilies(prior, software).keys(),
      ...familiesOf(
        seen.flatMap(({ signs }) => signs),
        software,
      ),
    ]);
    for (const question of furtherQuestions(suspected, software))
      seen.push(await ask(io, `https://${host}${question.path}`, question));
    const answers = seen.map(({ answer }) => answer);
    requireAsked(...answers);
    return { asked: true, answers, signs: [...new Set(seen.flatMap(({ signs }) => signs))].toSorted() };
  },
});

/**
 * Does the server name no software, or none we know, or does a strong sign speak against the name?
 * @throws {ProbeFailure} when what it names could not be asked for.
 */
function canDecide(prior: Prior<typeof after>, software: SoftwareCatalogue): boolean {
  const document = prior.nodeinfo.ok ? prior.nodeinfo.data.document : undefined;
  const failure = failureOf(prior.nodeinfo);
  if (failure !== undefined && !saysNothing.has(failure.code))
    throw new ProbeFailure(failure.stage === 'policy' ? failure.code : 'prior-missing');
  const profile = document?.ok === true ? software.profileOf(document.data.software) : undefined;
  if (profile === undefined) return true;
  return [...suspectedFamilies(prior, software)].some(
    ([family, weight]) => weight === 'strong' && family !== profile.family,
  );
}

/** Why there is no NodeInfo document. Undefined: there is one, or none is linked. */
function failureOf(nodeinfo: Settled<NodeInfoData>): Failure | undefined {
  if (!nodeinfo.ok) return nodeinfo.failure;
  return nodeinfo.data.document?.ok === false ? nodeinfo.data.document.failure : undefined;
}

interface Asked {
  readonly answer: FingerprintAnswer;
  readonly signs: readonly string[];
}

/** A redirect is an answer too: where it leads is a sign of some. */
async function ask(
  io: ProbeIo,
  url: string,
  { path, signs }: { readonly path: string; readonly signs: readonly AskedSign[] },
): Promise<Asked> {
  const answer = await settle(io.get(url, { accept: '*/*', maxRedirects: 0, maxBytes }));
  if (!answer.ok) return { answer: { path, ...answer }, signs: [] };
  const isFile = signs.some(({ kind }) => kind === 'static-file') && answer.data.status === 200;
  const data = present({
    status: answer.data.status,
    sha256: isFile ? fileHash(answer.data) : undefined,
  });
  return { answer: { path, ok: true, data }, signs: answerSigns(answer.data, signs) };
}

/** A name that nobody has, and that no cache was asked for before: it changes with every slot. */
function nameOf({ server, scheduledAt }: ProbeTarget, at: string): string {
  return `fediscope${hash('sha256', `${server.host} ${at} ${scheduledAt}`).slice(0, 24)}`;
}
