import { join } from 'node:path';
import type { DigestSource } from '../analyzer/notify/digest/source.ts';
import { getsDigest, openReceivers, type Receivers } from '../analyzer/notify/receivers.ts';
import { signingKey } from '../analyzer/notify/webhook/signature.ts';
import type { Configuration } from '../model/configuration.ts';
import { silentMeter } from '../model/telemetry.ts';
import { type Foundation, isRunning } from './foundation.ts';
import { crawlUserAgent } from './net-options.ts';
import { Refusal } from './refusal.ts';
import { secretOf } from './secrets.ts';

type Webhook = Configuration['alerts']['webhooks'][number];

type Ground = Pick<Foundation, 'configuration' | 'session' | 'clock' | 'log' | 'telemetry'>;

/** Who is told of alerts, as the configuration says; the timer is not started. `digest`: what webhooks are sent every week. @throws {Refusal} for a secret that is missing or unfit. */
export async function receiversOf(foundation: Ground, digest?: DigestSource): Promise<Receivers> {
  const { configuration, session, clock, log, telemetry } = foundation;
  const { alertmanager, webhooks, heartbeat } = configuration.alerts;
  const settings = {
    alertmanager,
    webhooks: webhooks.map(webhookOf),
    ...(heartbeat !== undefined && { heartbeat: { url: heartbeat.url, intervalMs: heartbeat.interval } }),
    ...(digest !== undefined && { digest }),
    directory: join(configuration.store.path, 'outbox'),
    isRunning,
  };
  if (digest !== undefined && !webhooks.some(getsDigest))
    log.warn('the weekly digest goes to nobody: no webhook is for trust-safety or for all', {
      setting: 'alerts.digest',
    });
  const userAgent = crawlUserAgent(configuration.monitor.origin, session.release);
  return openReceivers(settings, { clock, log, userAgent, meter: telemetry?.meter ?? silentMeter });
}

function webhookOf({ url, secretEnv, audience }: Webhook, index: number) {
  const path = `alerts.webhooks[${index}].secretEnv`;
  return {
    url,
    ...(secretEnv !== undefined && { key: keyOf(secretEnv, path) }),
    ...(audience !== undefined && { audience }),
  };
}

function keyOf(name: string, path: string): Buffer {
  const read = signingKey(secretOf(name, path));
  if (read.ok) return read.key;
  throw new Refusal(
    `${path} names the environment variable ${name}, whose value ${read.says}`,
    'set it to whsec_ and 32 random bytes in base64, such as openssl rand -base64 32 prints',
  );
}
