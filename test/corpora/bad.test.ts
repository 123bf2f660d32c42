import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../model/clock.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { hostNamed } from '../visiting.ts';
import { declines, moments } from './bad.ts';
import { Watching } from './watching.ts';

const hostOf = (name: string) => `${name}.fedi.test`;
const subjects = declines.map(({ name }) => {
  const host = hostOf(name);
  return { host, role: 'hosted', account: `alice@${host}`, software: 'mastodon' } as const;
});

let fediverse: Fediverse;
let watching: Watching;
let failures: readonly string[];

beforeAll(async () => {
  fediverse = await startFediverse({ only: [], extra: subjects });
  watching = await Watching.over(fediverse);
  await watching.begin(subjects);
  for (const { name, deployed } of declines) {
    if (deployed === undefined) continue;
    const at = instant(Date.now() + deployed * 3_600_000);
    await watching.store.recordDeploys([
      { server: hostNamed(hostOf(name)), at, note: 'a deploy', by: 'test' },
    ]);
  }
  for (const [index, moment] of moments.entries()) {
    for (const { name, visits } of declines) {
      fediverse.heal(hostOf(name));
      const broken = visits[index];
      if (broken !== undefined) fediverse.break(hostOf(name), broken);
    }
    await watching.visit(subjects, moment);
  }
  await watching.fleet(0);
  failures = await watching.failures();
}, 120_000);

afterAll(async () => {
  await watching.close();
  await fediverse.close();
});

describe('after its last visit', () => {
  it.each(declines)('$name fails exactly what is declared', ({ name, failed }) => {
    const own = failures.filter((failure) => failure.startsWith(`${hostOf(name)} `));
    const rules = own.map((failure) => /^\S+ (\S+): /.exec(failure)?.[1]);

    expect(rules.toSorted(), own.join('\n')).toEqual(Object.keys(failed).toSorted());
  });
});
