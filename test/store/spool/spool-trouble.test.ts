import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SegmentSink } from '../../../store/spool/segment.ts';
import { openSpool, type SpoolOptions } from '../../../store/spool/spool.ts';
import { anObservation, clock, keptLog } from '../examples.ts';
import { temporaryDirectory } from '../temporary.ts';

const batch = (vantage: string) => ({ observations: [anObservation({ vantage })], evidence: [] });
const down = async () => {
  throw new Error('the store is down');
};

describe('a spool in trouble', () => {
  let directory: string;
  let log: ReturnType<typeof keptLog>;
  const open = (sink: SegmentSink, options: Partial<SpoolOptions> = {}) =>
    openSpool({ directory, maxAgeMs: 2, retryMs: [1, 8], ...options }, { sink, log, clock });
  const errors = () => log.lines.filter(({ level }) => level === 'error');

  beforeEach(async () => {
    directory = join(await temporaryDirectory(), 'spool');
    log = keptLog();
  });

  it('has one owner at a time, also within one process', async () => {
    const first = await open({ insertSegment: async () => undefined });

    await expect(open({ insertSegment: down })).rejects.toMatchObject({ reason: 'locked' });
    await first.close();
    await (await open({ insertSegment: async () => undefined })).close();
    expect(await readdir(directory)).toEqual([]);
  });

  it('is refused while another process has it, and taken over when that one was killed', async () => {
    const script = fileURLToPath(new URL('../children/own-spool.ts', import.meta.url));
    const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const refusal = await open({ insertSegment: down }).catch((error: unknown) => error);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const left = await readdir(directory);
    const spool = await open({ insertSegment: async () => undefined });
    await spool.close();

    expect(refusal).toMatchObject({
      reason: 'locked',
      message: expect.stringContaining(`${directory} is in use by process ${child.pid}`),
    });
    expect(left).toHaveLength(1);
    expect(await readdir(directory)).toEqual([]);
  });

  it('takes over from a process whose number was given to another one', async () => {
    await mkdir(directory);
    await writeFile(join(directory, `${process.ppid}-1.lock`), '');
    const spool = await open({ insertSegment: async () => undefined });

    expect(await readdir(directory)).not.toContain(`${process.ppid}-1.lock`);
    await spool.close();
  });

  it('forgets a segment whose file is gone, and says so', async () => {
    const insertSegment = async ({ id }: { id: string }) => {
      await rm(join(directory, `${id}.segment`));
      return down();
    };
    const spool = await open({ insertSegment });
    await spool.append(batch('gone'));
    await spool.drain();
    await spool.close();

    expect(errors()).toMatchObject([
      { message: 'segment is gone from the spool', fields: { observations: 1 } },
    ]);
  });

  it('waits while the disk takes nothing, and rejects at once when it has to hurry', async () => {
    const spool = await open({ insertSegment: async () => undefined });
    await rm(directory, { recursive: true });
    const stalled = spool.append(batch('stalled')).catch((error: unknown) => error);
    await vi.waitFor(() => expect(log.lines.length).toBeGreaterThan(2));
    spool.hurry();
    const late = spool.append(batch('late')).catch((error: unknown) => error);

    expect(await Promise.all([stalled, late])).toMatchObject([
      { message: expect.stringContaining(directory) },
      { message: expect.stringContaining(directory) },
    ]);
    await spool.close();
    const lost = { message: 'observations lost', fields: { directory, observations: 1 } };
    expect(errors()).toMatchObject([lost, lost]);
  });

  it('still takes what comes last when it has to hurry and nothing is wrong', async () => {
    const taken: string[] = [];
    const spool = await open({ insertSegment: async ({ id }) => void taken.push(id) });
    spool.hurry();
    await spool.append(batch('last'));
    await spool.close();

    expect(taken).toHaveLength(1);
  });

  it('rejects what waits for room when it has to hurry', async () => {
    const spool = await open({ insertSegment: down }, { maxBytes: 1 });
    await spool.append(batch('first'));
    const waiting = spool.append(batch('second')).catch((error: unknown) => error);
    spool.hurry();

    expect(await waiting).toMatchObject({ message: expect.stringContaining('the spool is full') });
    await spool.close();
    expect(errors()).toMatchObject([{ message: 'observations lost' }]);
  });

  it('does not wait for ever for a store that hangs when it closes', async () => {
    const spool = await open({ insertSegment: () => new Promise(() => {}) }, { closeMs: 20 });
    await spool.append(batch('kept'));
    await spool.close();

    expect(await readdir(directory)).toEqual([expect.stringMatching(/\.segment$/)]);
  });

  it('puts a segment aside that fails again and again while other writes succeed', async () => {
    const taken: string[] = [];
    let poison = '';
    const insertSegment = async ({ id }: { id: string }) => {
      poison ||= id;
      if (id === poison) throw new Error('a fault without a number');
      taken.push(id);
    };
    const spool = await open({ insertSegment, takesWrites: async () => true }, { maxFailures: 3 });
    await spool.append(batch('poison'));
    await spool.append(batch('good'));
    await spool.drain();
    await spool.close();

    expect(taken).toHaveLength(1);
    expect(await readdir(join(directory, 'refused'))).toEqual([`${poison}.segment`]);
    expect(errors()).toMatchObject([{ message: 'segment put aside in refused/' }]);
  });

  it('never puts a segment aside while the store takes nothing at all', async () => {
    let attempts = 0;
    const insertSegment = () => (++attempts <= 6 ? down() : Promise.resolve());
    const spool = await open({ insertSegment, takesWrites: async () => false }, { maxFailures: 3 });
    await spool.append(batch('kept'));
    await spool.drain();
    await spool.close();

    expect([attempts, errors()]).toEqual([7, []]);
  });
});
