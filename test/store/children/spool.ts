import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../../store/open.ts';
import { openSpool } from '../../../store/spool.ts';
import { anEvidence, anObservation, clock, host, keptLog } from '../examples.ts';

/** Writes observations without end, several at once, and tells on descriptor 3 what is acknowledged, as soon as it is. Killed from outside. */
const [path = '', run = ''] = process.argv.slice(2);
const deps = { log: keptLog(), clock };
const store = await openStore({ path }, deps);
const spool = await openSpool(
  { directory: join(path, 'spool'), maxAgeMs: 3 },
  {
    ...deps,
    sink: store,
    trace: (event, { observations }) => {
      writeSync(3, `${JSON.stringify({ event, observations: event === 'fsynced' ? observations : [] })}\n`);
    },
  },
);

async function writeOn(writer: number): Promise<never> {
  for (let count = 0; ; count++) {
    const scheduledAt = new Date(Date.UTC(2026, 10, 1) + count * 1000).toISOString();
    const server = host(`writer-${writer}.example`);
    const observations = ['dns', 'tls', 'actor'].map((probe) =>
      anObservation({ server, probe, scheduledAt, vantage: run }),
    );
    await spool.append({ observations, evidence: [anEvidence(`${run} ${writer} ${count}`)] });
  }
}

await Promise.all([0, 1, 2, 3].map(writeOn));
