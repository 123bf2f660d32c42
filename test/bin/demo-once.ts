import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { audiences } from '../../model/finding.ts';
import type { Scenario } from '../scenarios/index.ts';
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

/** Failures by audience, as the end of the summary counts them. */
function failedCounts(summary: string): readonly number[] {
  const counts = /SRE: (\d+) failed\nTrust and safety: (\d+) failed\nLegal: (\d+) failed\n$/.exec(summary);
  return (counts ?? []).slice(1).map(Number);
}

/** Runs one pass of the demo in a process of its own, declares that it concludes what the scenarios do, and gives the failures of each audience. */
export async function expectConcluded(
  flags: readonly string[],
  scenarios: readonly Scenario[],
): Promise<readonly number[]> {
  const temporary = emptyFolder();

  const { code, stdout, stderr } = await fediscope(['demo', '--once', ...flags], {
    env: { TMPDIR: temporary },
  });

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
  expect(readdirSync(temporary).filter((name) => name.startsWith('fedi'))).toEqual([]);
  const counts = failedCounts(stdout);
  expect(counts).toHaveLength(audiences.length);
  return counts;
}
