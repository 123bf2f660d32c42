import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { quickScenarios as scenarios } from '../scenarios/index.ts';
import { emptyFolder, fediscope } from './command.ts';

/** What single visits cannot tell, and the demo's history of 25 hours ago together with today's visit can. */
const confirmedByHistory: Readonly<Record<string, readonly string[]>> = {
  'abhorred.fedi.test': ['peering.island'],
  'embattled.fedi.test': ['peering.block-wave', 'peering.rejected-by-peer'],
  'fast-clock.fedi.test': ['http.clock-skew'],
  'gone.fedi.test': ['availability.gone'],
  'homegrown.fedi.test': ['licence.offer-corresponds', 'licence.software-declared'],
  'switched.fedi.test': ['licence.offer-corresponds', 'licence.software-declared'],
};

function failedRules(summary: string): Record<string, readonly string[]> {
  const rows = [...summary.matchAll(/^(\S+\.fedi\.test)\s+\S+\s+\S+\s+(.+)$/gm)];
  return Object.fromEntries(
    rows.map(([, host = '', rules = '']) => [host, rules === '-' ? [] : rules.split(', ')]),
  );
}

it('one pass of the demo concludes what the scenarios declare, and leaves nothing behind', async () => {
  const temporary = emptyFolder();

  const { code, stdout, stderr } = await fediscope(['demo', '--once'], { env: { TMPDIR: temporary } });

  expect({ code, complaints: stderr.split('\n').filter((line) => line.startsWith('{')) }).toEqual({
    code: 0,
    complaints: [],
  });
  expect(failedRules(stdout)).toEqual(
    Object.fromEntries(
      scenarios.map(({ host, failed }) => [
        host,
        [...Object.keys(failed), ...(confirmedByHistory[host] ?? [])].toSorted(),
      ]),
    ),
  );
  expect(stdout).toMatch(
    /SRE: [1-9]\d* failed\nTrust and safety: [1-9]\d* failed\nLegal: [1-9]\d* failed\n$/,
  );
  expect(readdirSync(temporary).filter((name) => name.startsWith('fedi'))).toEqual([]);
}, 240_000);
