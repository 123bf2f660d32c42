import { EventEmitter, on, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { prepareAnalyzer } from '../../bin/analyzing.ts';
import { exitCodes } from '../../bin/exit-code.ts';
import type { Session } from '../../bin/session.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { rules } from '../../rules/index.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { aFinding, anObservation, aServer, clock, host, keptLog } from '../store/examples.ts';
import { furnished } from '../store/furnished.ts';
import { temporaryDirectory } from '../store/temporary.ts';

/** Everything that a receiver heard until it had heard of these rules. */
async function heardOf(receiver: Server, ...rules: readonly string[]): Promise<string> {
  let heard = '';
  for await (const [request, response] of on(receiver, 'request')) {
    heard += await text(request);
    response.end();
    if (rules.every((rule) => heard.includes(`"rule":"${rule}"`))) break;
  }
  return heard;
}

it('a failure of a hosted server reaches the webhook of the configuration, and a rule that throws is told', async () => {
  const path = await temporaryDirectory();
  const receiver = createServer().listen(0, '127.0.0.1');
  const heard = heardOf(receiver, 'actor.gone', 'monitor.rule-failed');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo; // it listens on a port
  const log = keptLog();
  const codes = new Set<number>();
  const store = await openStore({ path: await furnished(join(path, 'store')) }, { log, clock });
  await store.enrol([aServer('social.example', { role: 'hosted' })]);
  const at = new Date(clock.now()).toISOString();
  const gone = { rule: 'actor.gone', severity: 'critical', observedAt: at, since: at } as const;
  await store.recordFindings([aFinding({ server: host('social.example'), ...gone })]);
  const spool = await openSpool({ directory: join(path, 'own'), maxAgeMs: 2 }, { sink: store, log, clock });
  const strange = anObservation({
    scheduledAt: at,
    startedAt: at,
    data: 'of a shape that makes a rule throw',
  });
  await spool.append({ observations: [strange], evidence: [] });
  await spool.drain();
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    store: { path },
    alerts: { webhooks: [{ url: `http://127.0.0.1:${port}/alerts` }] },
  });
  // as: of a session only these are used here
  const session = {
    rules: async () => rules,
    end: (code: number) => codes.add(code),
    release: { version: '0.0.0', root: path },
    stop: new AbortController().signal,
  } as unknown as Session;
  const analyzing = await prepareAnalyzer({ configuration, store, clock, log, session });
  analyzing.start();

  expect(await heard).toContain('"because":"nodeinfo.jrd-shape threw at what was seen of social.example');
  await analyzing.stop();
  await analyzing.stop();
  expect(codes).toContain(exitCodes.ownBug);
  await spool.close();
  await store.close();
  receiver.close();
});

it.each([
  ['beats while all goes well', false],
  ['stops when observations cannot be judged, though alerts can be told', true],
])('the heartbeat %s', async (_name, isBroken) => {
  const path = await temporaryDirectory();
  let beats = 0;
  const watcher = createServer((_request, response) => {
    beats += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(watcher, 'listening');
  const { port } = watcher.address() as AddressInfo; // it listens on a port
  const log = keptLog();
  const whole = await openStore({ path: await furnished(join(path, 'store')) }, { log, clock });
  let looks = 0;
  const looked = new EventEmitter();
  const store: typeof whole = {
    ...whole,
    changedSince: async (watermark) => {
      looks += 1;
      // Three seconds in which a heartbeat could have been sent.
      if (looks === 4) looked.emit('enough');
      if (isBroken) throw new Error('the disk is gone');
      return whole.changedSince(watermark);
    },
  };
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    store: { path },
    alerts: { heartbeat: { url: `http://127.0.0.1:${port}/` } },
  });
  // as: of a session only these are used here
  const session = {
    rules: async () => rules,
    end: () => {},
    release: { version: '0.0.0', root: path },
    stop: new AbortController().signal,
  } as unknown as Session;
  const analyzing = await prepareAnalyzer({ configuration, store, clock, log, session });
  const enough = once(isBroken ? looked : watcher, isBroken ? 'enough' : 'request');
  analyzing.start();
  await enough;
  await analyzing.stop();

  expect(beats > 0).toBe(!isBroken);
  await whole.close();
  watcher.close();
});
