import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { type Forge, startForge } from '../forge/forge.ts';
import { describeWithGit } from '../forge/with-git.ts';
import { emptyFolder } from './command.ts';
import { fediscopeHere } from './in-process.ts';

const cast = (name: string, source: string): Cast => ({
  ...{
    host: `${name}.town.fedi.test`,
    software: 'mastodon',
    role: 'peer',
    account: `alice@${name}.town.fedi.test`,
  },
  source,
});

let fediverse: Fediverse;
let forge: Forge;
let authorities: string;

/** The checks of the addresses that a server offers, and how long its visit took. */
async function checksOf(name: string): Promise<unknown> {
  const routes = [...forge.connectTo, ...fediverse.connectTo].flatMap(([pattern, to]) => [
    '--connect-to',
    `${pattern}=${to}`,
  ]);
  const lab = ['--cacert', authorities, '--allow-address', '127.0.0.0/8', '--resolver', fediverse.resolver];
  const { stdout } = await fediscopeHere([
    'check',
    `${name}.town.fedi.test`,
    '--format',
    'json',
    '--timeout',
    '24s',
    ...routes,
    ...lab,
  ]);
  const { servers } = JSON.parse(stdout) as {
    servers: { observations: { probe: string; data: unknown }[] }[];
  };
  return servers[0]?.observations.find(({ probe }) => probe === 'offer-checks')?.data;
}

describeWithGit('one check', () => {
  beforeAll(async () => {
    forge = await startForge();
    const extra = [cast('open', 'https://gitea.fedi.test/o/r'), cast('slow', 'https://silent.fedi.test/o/r')];
    fediverse = await startFediverse({ only: [], extra });
    authorities = join(emptyFolder(), 'authorities.pem');
    await writeFile(authorities, `${fediverse.caPem}\n${forge.trustedCa}`);
  });
  afterAll(async () => {
    await fediverse.close();
    await forge.close();
  });

  it.concurrent('asks the address that a server offers', async () => {
    expect(await checksOf('open')).toMatchObject({
      checks: [
        {
          url: 'https://gitea.fedi.test/o/r',
          state: 'reachable',
          licence: 'agpl',
          references: [{ state: 'not-found' }],
        },
      ],
    });
  });

  it.concurrent('is over in time where that address answers nothing', async () => {
    expect(await checksOf('slow')).toMatchObject({
      checks: [{ state: expect.stringMatching(/^(?:too-much|awaited)$/) }],
    });
  });
});
