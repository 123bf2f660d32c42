import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../../store/open.ts';
import { openSpool } from '../../../store/spool/spool.ts';
import { anEvidence, anObservation, clock, host, keptLog } from '../examples.ts';

/**
 * Writes observations without end, several at once, and tells every step on descriptor 3, as soon as it is taken.
 * Kills itself at the given occurrence of a step, or is killed from outside.
 */
const [path = '', run = '', fatalStep = '', occurrence = ''] = process.argv.slice(2);
let left = Number(occurrence);
/** Segments that wait for the engine at most: a disk takes them far faster, and whoever comes next has to bring them all in. */
const mostWaiting = 12;
let gone = Promise.withResolvers<void>();
const deps = { log: keptLog(), clock };
const store = await openStore({ path }, deps);
const spool = await openSpool(
  { directory: join(path, 'spool'), maxAgeMs: 3 },
  {
    ...deps,
    sink: store,
    trace: (step, { observations }) => {
      writeSync(3, `${JSON.stringify({ step, observations: step === 'fsynced' ? observations : [] })}\n`);
      if (step === fatalStep && --left <= 0) process.kill(process.pid, 'SIGKILL');
      if (step !== 'deleted') return;
      gone.resolve();
      gone = Promise.withResolvers();
    },
  },
);

async function writeOn(writer: number): Promise<never> {
  for (let count = 0; ; count++) {
    while (spool.depth().segments > mostWaiting) await gone.promise;
    const scheduledAt = new Date(Date.UTC(2026, 10, 1) + count * 1000).toISOString();
    const server = host(`writer-${writer}.example`);
    const observations = ['dns', 'key', 'actor'].map((probe) =>
      anObservation({ server, probe, scheduledAt, vantage: run }),
    );
    await spool.append({ observations, evidence: [anEvidence(`${run} ${writer} ${count}`)] });
  }
}

await Promise.all([0, 1, 2, 3].map(writeOn));
