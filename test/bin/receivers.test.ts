import { afterEach, describe, expect, it, vi } from 'vitest';
import { receiversOf } from '../../bin/receivers.ts';
import type { Release } from '../../bin/release.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { aNotice } from '../analyzer/notify/notices.ts';
import { startRecorder } from '../analyzer/notify/recorder.ts';
import { clock, keptLog } from '../store/examples.ts';
import { temporaryDirectory } from '../store/temporary.ts';

const monitor = { origin: 'https://monitor.example', contact: 'ops@monitor.example' };

async function receivers(alerts: unknown) {
  const store = { path: await temporaryDirectory() };
  const configuration = configurationSchema.parse({ monitor, alerts, store });
  // as: of a session only the version is read
  const session = { release: { version: '1.2.3' } as Release } as Parameters<
    typeof receiversOf
  >[0]['session'];
  return receiversOf({ configuration, session, clock, log: keptLog() });
}

afterEach(() => vi.unstubAllEnvs());

describe('the receivers of a configuration', () => {
  it('are told, signed with the secret of the environment', async () => {
    const recorder = await startRecorder();
    vi.stubEnv('HOOK_SECRET', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const webhooks = [{ url: recorder.url, secretEnv: 'HOOK_SECRET' }];
    const all = await receivers({ webhooks, alertmanager: [recorder.url], heartbeat: { url: recorder.url } });
    await all.notify([aNotice()]);
    all.passed();
    await all.step();
    await all.close();
    await recorder.close();

    const seen = recorder.requests.map(
      ({ method, path, headers }) => `${method} ${path} ${headers['user-agent']}`,
    );
    const agent = 'fediscope/1.2.3 (+https://monitor.example/about)';
    expect(new Set(seen)).toEqual(
      new Set([`POST / ${agent}`, `POST /api/v2/alerts ${agent}`, `GET / ${agent}`]),
    );
    expect(recorder.requests.find(({ headers }) => headers['webhook-signature'])).toBeDefined();
  });

  it.each([
    ['is not set', undefined, 'HOOK_SECRET, which is not set; set it'],
    ['is too short', 'hush', 'HOOK_SECRET, whose value has 4 bytes, and 24 is the least; set it to whsec_'],
  ])('are refused when a secret %s', async (_what, value, says) => {
    vi.stubEnv('HOOK_SECRET', value);

    const opened = receivers({ webhooks: [{ url: 'https://a.example', secretEnv: 'HOOK_SECRET' }] });

    await expect(opened).rejects.toThrow(
      `alerts.webhooks[0].secretEnv names the environment variable ${says}`,
    );
  });
});
