import { userInfo } from 'node:os';
import type { Configuration } from '../../model/configuration.ts';
import { type Deploy, readDeploy } from '../../model/deploy.ts';
import { nearestWord } from '../../model/nearest.ts';
import { StoreUnavailable } from '../../store/engine/unavailable.ts';
import { systemClock } from '../clock.ts';
import { loadConfiguration } from '../configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { type Flags, openFoundation } from '../foundation.ts';
import { Refusal } from '../refusal.ts';
import { secretOf } from '../secrets.ts';
import type { Session } from '../session.ts';
import { type RunningMonitor, sendDeploy } from './send.ts';

/** What the command line says. */
export interface AnnotateFlags extends Flags {
  readonly config: string;
  readonly server: string;
  readonly at?: string;
  readonly note?: string;
  readonly by?: string;
  readonly monitor?: string;
  readonly tokenEnv?: string;
}

/** Records a deploy in the store, or with the monitor that has the store. @throws {Refusal} */
export async function runAnnotateDeploy(flags: AnnotateFlags, session: Session): Promise<void> {
  const deploy = deployOf(flags);
  const monitor = namedMonitor(flags);
  if (monitor === undefined) await record(deploy, flags, session);
  else await sendDeploy(deploy, monitor, session);
  session.terminal.out(
    `recorded: ${deploy.server} at ${deploy.at}${deploy.note === '' ? '' : `, ${deploy.note}`}\n`,
  );
  session.end(exitCodes.fine);
}

function deployOf({ server, at, note, by }: AnnotateFlags): Deploy {
  const given = { server, at, note, by };
  const read = readDeploy(given, { by: userInfo().username, nowMs: systemClock.now() });
  if (read.ok) return read.deploy;
  throw new Refusal(
    `cannot record the deploy: ${read.says.replace(/; .*/, '')}`,
    'see fediscope annotate deploy --help',
  );
}

function namedMonitor({ monitor, tokenEnv }: AnnotateFlags): RunningMonitor | undefined {
  if (monitor === undefined) return undefined;
  if (!/^https?:\/\//.test(monitor) || !URL.canParse(monitor))
    throw new Refusal(
      '--monitor is no http or https URL',
      'give the URL of the pages, such as http://127.0.0.1:8080',
    );
  return { url: monitor, ...(tokenEnv !== undefined && { token: secretOf(tokenEnv, '--token-env') }) };
}

async function record(deploy: Deploy, flags: AnnotateFlags, session: Session): Promise<void> {
  const configuration = loadConfiguration(flags.config);
  try {
    await recordInStore(deploy, configuration, { flags, session });
  } catch (error) {
    if (!(error instanceof StoreUnavailable) || error.reason !== 'locked') throw error;
    // The monitor that has the directory takes it on its pages.
    await sendDeploy(deploy, configuredMonitor(configuration), session);
  }
}

async function recordInStore(
  deploy: Deploy,
  configuration: Configuration,
  { flags, session }: { readonly flags: Flags; readonly session: Session },
): Promise<void> {
  const { store } = await openFoundation(configuration, flags, session);
  try {
    const hosts = (await store.servers()).map(({ host }) => host);
    if (!hosts.includes(deploy.server)) throw unwatched(deploy.server, hosts);
    await store.recordDeploys([deploy]);
  } finally {
    await store.close();
  }
}

function unwatched(server: string, hosts: readonly string[]): Refusal {
  const meant = nearestWord(server, hosts);
  return new Refusal(
    `${server} is not watched`,
    meant === undefined
      ? 'add it to hosted or to peers.seeds, and run the monitor once'
      : `did you mean ${meant}?`,
  );
}

/** The pages of the configuration, with the first of its tokens that this environment has. */
function configuredMonitor({ web }: Configuration): RunningMonitor {
  // Of tokens that are kept as digests nobody here has the text.
  const names = (web.auth?.tokens ?? []).filter((token) => typeof token === 'string');
  const token = names.map((name) => process.env[name]).find((value) => value !== undefined && value !== '');
  return { url: `http://${web.listen}`, ...(token !== undefined && { token }) };
}
