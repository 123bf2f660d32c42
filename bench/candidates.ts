import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CandidatePool } from '../crawler/candidates/pool.ts';
import { NameSet } from '../crawler/net/names/name-set.ts';
import type { Measure } from './measure.ts';

const names = 100_000;
const nobody = new NameSet([]);

/** Names as servers list them: most under domains of their own, a tenth under shared ones. */
function* listed(): Iterable<string> {
  for (let number = 0; number < names; number += 1)
    yield number % 10 === 0
      ? `s${number}.host${number % 5_000}.cloud`
      : `social-${number}.network${number}.org`;
}

/** What 100,000 candidates cost, against the same names as plain texts in a list. */
export function measureCandidates(): readonly Measure[] {
  const collect = collector();
  const before = heap(collect);
  // Parsed, as lists arrive: texts that are put together in memory have another size.
  let texts: readonly string[] = JSON.parse(JSON.stringify([...listed()]));
  const plain = heap(collect) - before;
  const start = process.cpuUsage();
  const pool = new CandidatePool({ capacity: names, perDomain: 50, excluded: nobody, isLab: () => false });
  // One namer alone may fill half of the room.
  for (const [at, text] of texts.entries()) pool.offer(`first${at % 10}.social`, text, nobody);
  const firstMicros = cpuSince(start);
  const over = heap(collect) - before - plain;
  const again = process.cpuUsage();
  for (let namer = 0; namer < 10; namer += 1)
    for (const text of texts) pool.offer(`namer${namer}.social`, text, nobody);
  const knownMicros = cpuSince(again) / 10;
  const againOver = heap(collect) - before - plain;
  texts = [];
  const held = heap(collect) - before;
  const against = `${pool.size} names as texts in a list, ${Math.round(plain / 1e6)} MB`;
  return [
    bounded('memory of 100,000 candidates', held / 2 ** 30, { unit: 'of 1 GiB', most: 0.1, against }),
    bounded('memory against plain texts', held / plain, { unit: 'times', most: 8, against }),
    bounded('memory after ten more lists', (plain + againOver) / (plain + over), {
      unit: 'times',
      most: 1.1,
      against: 'one list',
    }),
    bounded('a known name against a new one', knownMicros / firstMicros, {
      unit: 'times the CPU',
      most: 0.5,
      against: `${(firstMicros / names).toFixed(2)} µs a new name`,
    }),
  ];
}

function bounded(
  measure: string,
  value: number,
  { unit, most, against }: { readonly unit: string; readonly most: number; readonly against: string },
): Measure {
  const rounded = Math.round(value * 1_000) / 1_000;
  return { measure, value: rounded, unit, goal: `at most ${most}`, holds: value <= most, against };
}

function heap(collect: () => void): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** Garbage has to be gone before memory is read. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
