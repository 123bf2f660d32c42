import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'vitest';
import { stringify } from 'yaml';
import { atFileEnd } from '../../../file-end.ts';
import { startRecorder } from '../recorder.ts';

const program = 'prometheus-alertmanager';
const missing = `${program} is not installed: apt-get install ${program}`;
const isInstalled = spawnSync(program, ['--version']).error === undefined;

/** An alert as Alertmanager tells it. Source: Alertmanager `api/v2/openapi.yaml`, gettableAlert. */
export interface Told {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly updatedAt: string;
  readonly generatorURL: string;
}

/** Debian's Alertmanager on a free port, notifying a recorder. Without one the test is skipped, and fails where everything has to be there. */
export async function startAlertmanager(context: TestContext) {
  if (!isInstalled && process.env['CI'] === 'true') throw new Error(missing);
  if (!isInstalled) return context.skip(missing);
  const receiver = await startRecorder();
  const folder = mkdtempSync(join(tmpdir(), 'fediscope-alertmanager-'));
  const config = join(folder, 'alertmanager.yml');
  writeFileSync(config, stringify(configuration(receiver.url)));
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  atFileEnd(async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `http://${await listeningAddress(child.stderr)}`;
  return {
    url,
    receiver,
    /** What is active now; resolved alerts are not. */
    active: async (): Promise<readonly Told[]> =>
      // The API of the very program under test with.
      (await (await fetch(`${url}/api/v2/alerts`)).json()) as readonly Told[],
  };
}

export type Alertmanager = Awaited<ReturnType<typeof startAlertmanager>>;

function configuration(url: string) {
  const times = { group_wait: '10ms', group_interval: '100ms', repeat_interval: '1h' };
  return {
    route: { receiver: 'recorder', group_by: ['...'], ...times },
    receivers: [{ name: 'recorder', webhook_configs: [{ url, send_resolved: true }] }],
  };
}

async function listeningAddress(log: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: log });
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    const address = /msg="Listening on" address=(\S+)/.exec(line)?.[1];
    // Nobody listens to the rest, and a full pipe must not stop it.
    if (address !== undefined) {
      log.resume();
      return address;
    }
  }
  throw new Error(`Alertmanager ended before it listened: ${said.join('\n')}`);
}
