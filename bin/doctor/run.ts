import type { Configuration } from '../../model/configuration.ts';
import { StoreUnavailable } from '../../store/engine/unavailable.ts';
import { readConfiguration } from '../configuration.ts';
import { dormantSettings } from '../dormant.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { openFoundation } from '../foundation.ts';
import { Refusal } from '../refusal.ts';
import { exposureOf } from '../serving.ts';
import type { Session } from '../session.ts';
import { type Diagnosis, diagnosisText, fine, problem, skipped } from './diagnosis.ts';
import { filesDiagnosis, machineDiagnoses } from './machine.ts';
import { paceDiagnoses } from './pace.ts';
import { ruleDiagnoses, ruleFileDiagnoses } from './rules.ts';
import { serverDiagnoses } from './servers.ts';
import { softwareDiagnoses } from './software.ts';

interface DoctorFlags {
  readonly config: string;
  readonly url?: string;
}

/** Looks at the machine and the set-up, prints what it found, and answers the exit code: 0 fine, 1 problems, 2 no valid configuration. */
export async function runDoctor(flags: DoctorFlags, session: Session): Promise<ExitCode> {
  const tell = (diagnosis: Diagnosis): Diagnosis => {
    session.terminal.out(diagnosisText(diagnosis, session.terminal));
    return diagnosis;
  };
  const found = machineDiagnoses().map(tell);
  const configuration = configurationOf(flags.config, tell);
  if (configuration === undefined) return exitCodes.usage;
  found.push(...setUpDiagnoses(configuration).map(tell));
  found.push(...(await storeDiagnoses(configuration, flags, session)).map(tell));
  found.push(...(await serverDiagnoses(configuration, session)).map(tell));
  return found.some(({ state }) => state === 'problem') ? exitCodes.failed : exitCodes.fine;
}

function configurationOf(file: string, tell: (diagnosis: Diagnosis) => void): Configuration | undefined {
  const read = readConfiguration(file);
  if (read.ok) {
    tell(fine(`${file} is valid`));
    return read.configuration;
  }
  for (const complaint of read.problems) tell(problem(complaint.problem, complaint.fix));
  tell(skipped('the store, the pages and the servers: they need a valid configuration'));
  return undefined;
}

function setUpDiagnoses(configuration: Configuration): readonly Diagnosis[] {
  const dormant = dormantSettings(configuration);
  const unused = problem(
    `set, but this version does not act on it: ${dormant.join(', ')}`,
    'do not rely on it',
  );
  return [
    filesDiagnosis(configuration),
    exposureDiagnosis(configuration),
    ...(dormant.length > 0 ? [unused] : []),
    ...shardDiagnoses(configuration),
    ...softwareDiagnoses(configuration),
    ...paceDiagnoses(configuration),
    ...(configuration.hosted.length + configuration.peers.seeds.length === 0
      ? [problem('nobody is watched', 'list servers under hosted or peers.seeds')]
      : []),
  ];
}

/** Crawlers that share the work meet in the store. */
function shardDiagnoses({ crawler, store }: Configuration): readonly Diagnosis[] {
  if (crawler.shard === '0/1' || store.url !== undefined) return [];
  const says = `crawler.shard is ${crawler.shard}, and the store is this process's own: nobody sees the other servers`;
  return [problem(says, 'give all crawlers one ClickHouse server as store.url, or leave crawler.shard out')];
}

function exposureDiagnosis(configuration: Configuration): Diagnosis {
  try {
    exposureOf(configuration);
    return fine(`the pages are served on ${configuration.web.listen}`);
  } catch (error) {
    return refusalDiagnosis(error);
  }
}

async function storeDiagnoses(
  configuration: Configuration,
  { url }: DoctorFlags,
  session: Session,
): Promise<readonly Diagnosis[]> {
  try {
    const flags = { logLevel: 'error', ...(url !== undefined && { url }) } as const;
    const foundation = await openFoundation(configuration, flags, session);
    await using _end = { [Symbol.asyncDispose]: () => foundation.store.close() };
    const opens = fine(`the ${foundation.store.mode} store opens`);
    return [opens, ...(await ruleDiagnoses(foundation))];
  } catch (error) {
    const isInUse = error instanceof StoreUnavailable && error.reason === 'locked';
    if (!isInUse) return [refusalDiagnosis(error)];
    const inUse = fine(`the data directory ${configuration.store.path} is in use, as it is while up runs`);
    return [inUse, ...ruleFileDiagnoses(configuration)];
  }
}

function refusalDiagnosis(error: unknown): Diagnosis {
  if (error instanceof Refusal) return problem(error.problem, error.fix);
  if (error instanceof StoreUnavailable) return problem(error.message);
  throw error;
}
