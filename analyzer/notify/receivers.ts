import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertNotice, Notifier } from '../../model/alert.ts';
import type { Audience } from '../../model/finding.ts';
import { makeDirectory } from '../../store/engine/directory.ts';
import { type Lock, lockDirectory } from '../../store/engine/lock.ts';
import { openAlertmanager } from './alertmanager/alertmanager.ts';
import type { AlertmanagerTimes } from './alertmanager/board.ts';
import { type Mailing, openMailing } from './digest/mailing.ts';
import type { DigestSource } from './digest/source.ts';
import { type HeartbeatOptions, openHeartbeat } from './heartbeat.ts';
import type { Receiver, ReceiverDeps } from './receiver.ts';
import { openWebhook, type Webhook } from './webhook/webhook.ts';

/** Who is told. `key`: absent, the webhook is not signed. `audience`: absent, it gets every alert. */
export interface ReceiverSettings {
  readonly alertmanager: readonly string[];
  readonly webhooks: readonly { readonly url: string; readonly key?: Buffer; readonly audience?: Audience }[];
  readonly heartbeat?: HeartbeatOptions;
  /** What webhooks for trust and safety are sent every week. Absent: nothing. */
  readonly digest?: DigestSource;
  /** Where what webhooks are still owed is kept; made where it is missing. One process at a time. */
  readonly directory: string;
  /** Whether a process lives. Absent: as /proc says. */
  readonly isRunning?: (pid: number) => boolean;
  /** What differs from the usual times. */
  readonly times?: Partial<AlertmanagerTimes>;
  /** How long the end may take. Absent: 3 s. */
  readonly closeMs?: number;
}

/** Everyone who is told of alerts. */
export interface Receivers extends Notifier {
  /** A pass of the analyzer finished, and all of it went well: the heartbeat may beat. */
  passed(): void;
  /** Sends whatever is due by the clock; waits until it is sent or put off. */
  step(): Promise<void>;
  /** Lets a timer do the steps from now on, so that what stands is told again even while no pass of the analyzer comes to its end. */
  start(): void;
}

/** Time between two steps, in milliseconds. */
const stepMs = 1_000;

/**
 * Opens all receivers; `notify` resolves when what they are owed survives our death.
 * @throws {StoreUnavailable} `locked`; otherwise what the file system says of the outboxes.
 */
export async function openReceivers(
  settings: ReceiverSettings,
  deps: Omit<ReceiverDeps, 'stop'>,
): Promise<Receivers> {
  const stop = new AbortController();
  const own = { ...deps, stop: stop.signal };
  const lock = await lockOf(settings);
  const opened = Promise.all([openWebhooks(settings, own), openMailings(settings, own)]);
  const [webhooks, mailings] = await opened.catch(async (error: unknown) => {
    await lock?.release();
    throw error;
  });
  const receivers = [...openAlertmanagers(settings, own), ...webhooks];
  const heartbeat = settings.heartbeat && openHeartbeat(settings.heartbeat, own);
  deps.meter.observe('notifications_waiting', () =>
    sum([...webhooks, ...mailings].map((each) => each.waiting())),
  );
  const step = async (): Promise<void> => {
    const all = [...receivers, ...mailings, ...(heartbeat ? [heartbeat] : [])];
    await Promise.all(all.map((each) => each.step()));
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    notify: (notices) => notifyAll(receivers, notices),
    // An Alertmanager forgets by itself what nobody repeats.
    standing: () => webhooks.flatMap((webhook) => webhook.standing()),
    passed: () => heartbeat?.passed(),
    step,
    start: () => {
      // Never awaited: each receiver keeps its own pace, and one that hangs holds up no other.
      timer ??= setInterval(() => void step(), stepMs).unref();
    },
    close: async () => {
      clearInterval(timer);
      const late = setTimeout(() => stop.abort(), settings.closeMs ?? 3_000);
      await Promise.all([...receivers, ...mailings].map((each) => each.close()));
      clearTimeout(late);
      stop.abort();
      await heartbeat?.close();
      await lock?.release();
    },
  };
}

/** All are told, whatever one of them says. */
async function notifyAll(receivers: readonly Receiver[], notices: readonly AlertNotice[]): Promise<void> {
  const results = await Promise.allSettled(receivers.map((each) => each.notify(notices)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function openAlertmanagers(
  { alertmanager, times = {} }: ReceiverSettings,
  deps: ReceiverDeps,
): readonly Receiver[] {
  return alertmanager.map((url, index) =>
    openAlertmanager({ url, name: `alerts.alertmanager[${index}] (${new URL(url).origin})`, times }, deps),
  );
}

/** Absent: there is nothing to keep. */
async function lockOf({ webhooks, directory, isRunning }: ReceiverSettings): Promise<Lock | undefined> {
  if (webhooks.length === 0) return undefined;
  await makeDirectory(directory);
  return lockDirectory(directory, isRunning ?? ((pid) => existsSync(`/proc/${pid}`)));
}

async function openWebhooks(
  { webhooks, directory }: ReceiverSettings,
  deps: ReceiverDeps,
): Promise<readonly Webhook[]> {
  return Promise.all(
    webhooks.map((webhook, index) => {
      const file = join(directory, `${fileName(webhook)}.jsonl`);
      return openWebhook({ ...webhook, name: webhookName(webhook, index), file }, deps);
    }),
  );
}

/** Those of trust and safety, and those that get everything. */
async function openMailings(
  { webhooks, directory, digest }: ReceiverSettings,
  deps: ReceiverDeps,
): Promise<readonly Mailing[]> {
  if (digest === undefined) return [];
  return Promise.all(
    webhooks.flatMap((webhook, index) => {
      if (!getsDigest(webhook)) return [];
      const file = join(directory, `${fileName(webhook)}.digest.jsonl`);
      return [openMailing({ ...webhook, digest, name: webhookName(webhook, index), file }, deps)];
    }),
  );
}

/** Whether a webhook is sent the weekly digest. */
export function getsDigest({ audience }: { readonly audience?: Audience }): boolean {
  return audience === undefined || audience === 'trust-safety';
}

function webhookName({ url }: { readonly url: string }, index: number): string {
  return `alerts.webhooks[${index}] (${new URL(url).origin})`;
}

/** The same for the same receiver, wherever it stands in the list. */
function fileName({ url, audience }: { readonly url: string; readonly audience?: Audience }): string {
  return createHash('sha256')
    .update(`${audience ?? 'all'} ${url}`)
    .digest('hex')
    .slice(0, 16);
}

function sum(counts: readonly number[]): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
