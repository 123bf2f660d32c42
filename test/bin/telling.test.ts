import { expect, it } from 'vitest';
import { step } from '../../analyzer/alerts/step.ts';
import { tellingOf } from '../../bin/alerting/telling.ts';
import type { Alert, AlertNotice, AlertState } from '../../model/alert.ts';
import { aSignal, start } from '../analyzer/alerts/timeline.ts';
import { keptLog } from '../store/examples.ts';

function notice(state: AlertState, resolvedAt?: string): AlertNotice {
  const { followed } = step([], [aSignal()], { nowMs: start, asked: new Map([['actor.vary', undefined]]) });
  const { alert: made } = followed[0]!;
  const alert: Alert = { ...made, state, ...(resolvedAt !== undefined && { resolvedAt }) };
  return { alert, title: '', link: '', firstAction: '', incidentText: '' };
}

/** A receiver whose calls are let go by hand. */
function slow() {
  const calls: { readonly states: readonly string[]; done(error?: Error): void }[] = [];
  let closed = false;
  const notifier = {
    notify: (notices: readonly AlertNotice[]) =>
      new Promise<void>((resolve, reject) => {
        const done = (error?: Error) => (error === undefined ? resolve() : reject(error));
        calls.push({ states: notices.map(({ alert }) => alert.state), done });
      }),
    standing: () => [],
    close: async () => {
      closed = true;
    },
  };
  return { notifier, calls, isClosed: () => closed };
}

const ended = () => notice('resolved', '2026-11-02T00:00:00.000Z');
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('lets only the newest notices wait for a receiver that is slow', async () => {
  const { notifier, calls } = slow();
  const telling = tellingOf(notifier, keptLog());
  telling.tell([notice('firing')]);
  telling.tell([notice('unknown')]);
  telling.tell([notice('firing'), ended()]);

  expect(calls.map(({ states }) => states)).toEqual([['firing']]);
  calls[0]?.done();
  await turn();
  expect(calls.map(({ states }) => states)).toEqual([['firing'], ['firing', 'resolved']]);
});

it('tells of an end until the receiver took it, and then no more', async () => {
  const log = keptLog();
  const { notifier, calls } = slow();
  const telling = tellingOf(notifier, log);
  for (const error of [new Error('it answered 500'), undefined, undefined]) {
    telling.tell([ended()]);
    calls.at(-1)?.done(error);
    await turn();
  }

  expect(calls.map(({ states }) => states)).toEqual([['resolved'], ['resolved'], []]);
  expect(log.lines).toMatchObject([{ level: 'error', message: 'a receiver of alerts could not be told' }]);
});

it('remembers an end for as long as it is among the notices, and no longer', async () => {
  const { notifier, calls } = slow();
  const telling = tellingOf(notifier, keptLog());
  for (const notices of [[ended()], [ended(), notice('firing')], [], [ended()]]) {
    telling.tell(notices);
    calls.at(-1)?.done();
    await turn();
  }

  expect(calls.map(({ states }) => states)).toEqual([['resolved'], ['firing'], [], ['resolved']]);
});

it('waits at the end for what is on its way', async () => {
  const { notifier, calls, isClosed } = slow();
  const telling = tellingOf(notifier, keptLog());
  telling.tell([notice('firing')]);
  let closed = false;
  const closing = telling.close().then(() => {
    closed = true;
  });
  await turn();
  expect([closed, isClosed()]).toEqual([false, true]);

  calls[0]?.done();
  await closing;
});
