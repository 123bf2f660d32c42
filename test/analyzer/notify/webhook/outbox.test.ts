import { appendFile, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Told } from '../../../../analyzer/notify/webhook/event.ts';
import { Outbox, type Queued } from '../../../../analyzer/notify/webhook/outbox.ts';
import { temporaryDirectory } from '../../../store/temporary.ts';

const bounds = { limit: 4, mostTold: 100 };
const newFile = async () => join(await temporaryDirectory(), 'outbox.jsonl');

const queued = (alert: string, count = 0, state: Told['state'] = 'firing'): Queued => ({
  delivery: { id: `msg_${alert}${count}`, alert, queuedAt: count, body: `{"n":${count}}` },
  told: { state, severity: 'error', episode: 'then', count },
});
const ids = (outbox: Outbox) => outbox.waiting().map(({ id }) => id);

describe('an outbox', () => {
  it('is as it was for the next process, whatever of the last line reached the disk', async () => {
    const file = await newFile();
    const outbox = await Outbox.open(file, bounds);
    await outbox.queue([queued('a'), queued('b')]).stored;
    await outbox.queue([queued('b', 1, 'resolved')]).stored;
    await outbox.end(queued('a').delivery);
    const whole = await readFile(file);
    const last = whole.lastIndexOf('\n', whole.length - 2) + 1;
    await outbox.close();

    for (let cut = last; cut <= whole.length; cut++) {
      await writeFile(file, whole.subarray(0, cut));
      const next = await Outbox.open(file, bounds);
      // Without its last line, what was delivered is delivered once more.
      const isOver = cut >= whole.length - 1;
      expect(ids(next)).toEqual([...(isOver ? [] : ['msg_a0']), 'msg_b0', 'msg_b1']);
      expect(next.told('a')).toEqual(queued('a').told);
      await next.queue([queued('c')]).stored;
      await next.close();
      const third = await Outbox.open(file, bounds);
      expect(ids(third).at(-1)).toBe('msg_c0');
      expect(third.waiting().at(-1)).toEqual(queued('c').delivery);
      await third.close();
    }
  });

  it('reads over lines that it does not understand', async () => {
    const file = await newFile();
    await appendFile(file, '{"queued":{"id":1}}\nnull\nno json\n{"over":"msg_x"}\n');
    const outbox = await Outbox.open(file, bounds);

    expect(ids(outbox)).toEqual([]);
    await outbox.close();
  });

  it('forgets an alert when its end is delivered, and only then', async () => {
    const outbox = await Outbox.open(await newFile(), bounds);
    await outbox.queue([queued('a'), queued('a', 1, 'resolved')]).stored;

    await outbox.end(queued('a').delivery);
    const between = outbox.told('a');
    await outbox.end(queued('a', 1).delivery);

    expect(between?.state).toBe('resolved');
    expect(outbox.told('a')).toBeUndefined();
    await outbox.close();
  });

  it('that is full drops an older word on the same alert, then on any, then the oldest, and says so', async () => {
    const outbox = await Outbox.open(await newFile(), bounds);
    await outbox.queue([queued('a'), queued('b'), queued('a', 1), queued('c')]).stored;

    const same = outbox.queue([queued('b', 1, 'resolved')]);
    const any = outbox.queue([queued('d')]);
    const oldest = outbox.queue([queued('e')]);
    await Promise.all([same.stored, any.stored, oldest.stored]);

    expect([same, any, oldest].map(({ leftOut: [one] }) => `${one?.reason} ${one?.delivery.id}`)).toEqual([
      'merged msg_b0',
      'merged msg_a0',
      'dropped msg_a1',
    ]);
    expect(ids(outbox)).toEqual(['msg_c0', 'msg_b1', 'msg_d0', 'msg_e0']);
    await outbox.close();
  });

  it('stays small on disk, however much goes through it', async () => {
    const file = await newFile();
    const outbox = await Outbox.open(file, bounds);
    for (let count = 0; count < 1_500; count++) {
      await outbox.queue([queued('a', count)]).stored;
      await outbox.end(queued('a', count).delivery);
    }
    await outbox.close();

    expect((await stat(file)).size).toBeLessThan(200_000);
    const next = await Outbox.open(file, bounds);
    expect(next.told('a')?.count).toBe(1_499);
    expect(ids(next)).toEqual([]);
    await next.close();
  });

  it('goes on when the disk takes something again', async () => {
    const file = await newFile();
    const outbox = await Outbox.open(file, bounds);
    await rm(join(file, '..'), { recursive: true });
    // The open file still takes lines; a new one cannot be made where there is no directory.
    for (let count = 0; count < 1_001; count++) await outbox.end(queued('a', count).delivery).catch(() => {});
    await expect(outbox.queue([queued('a')]).stored).rejects.toThrow('ENOENT');

    expect(ids(outbox)).toEqual(['msg_a0']);
    await outbox.close();
  });
});
