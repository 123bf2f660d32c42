import { describe, expect, it } from 'vitest';
import { configurationProblems } from '../../model/configuration/problem.ts';
import { configurationSchema } from '../../model/configuration.ts';

const monitor = { origin: 'https://monitor.example', contact: 'ops@monitor.example' };

function problemsOf(alerts: unknown): readonly string[] {
  const parsed = configurationSchema.safeParse({ monitor, alerts });
  if (parsed.success) return [];
  const problems = configurationProblems(parsed.error, { monitor, alerts });
  return problems.map(({ path, says, fix }) => `${path}: ${says}; ${fix}`);
}

describe('alerts in the configuration', () => {
  it('tells nobody when nobody is named', () => {
    expect(configurationSchema.parse({ monitor }).alerts).toEqual({
      alertmanager: [],
      webhooks: [],
      rules: {},
    });
  });

  it('takes all kinds of receivers', () => {
    const webhooks = [
      { url: 'https://chat.example/a', secretEnv: 'HOOK_SECRET', audience: 'sre' },
      { url: 'https://chat.example/a', audience: 'legal' },
    ];
    const given = {
      alertmanager: ['http://127.0.0.1:9093'],
      webhooks,
      heartbeat: { url: 'https://beat.example/id' },
    };

    expect(configurationSchema.parse({ monitor, alerts: given }).alerts).toEqual({
      ...given,
      heartbeat: { url: 'https://beat.example/id', interval: 60_000 },
      rules: {},
    });
  });

  it('refuses a password in a URL, which would not be sent, and does not repeat it', () => {
    const [problem] = problemsOf({ alertmanager: ['https://me:hush@alerts.example'] });

    expect(problem).toMatch(/^alerts\.alertmanager\[0\]: names a user.*; leave it out/);
    expect(problem).not.toContain('hush');
  });

  it.each([
    [
      'no URL',
      { alertmanager: ['alerts.example:9093'] },
      'alerts.alertmanager[0]: "alerts.example:9093" is no http',
    ],
    [
      'a webhook twice',
      { webhooks: [{ url: 'https://a.example' }, { url: 'https://a.example', secretEnv: 'X' }] },
      'alerts.webhooks[1]: ',
    ],
    [
      'an audience that there is not',
      { webhooks: [{ url: 'https://a.example', audience: 'ops' }] },
      'is none of sre',
    ],
    ['a heartbeat without a URL', { heartbeat: { interval: '1m' } }, 'alerts.heartbeat.url: is missing'],
  ])('refuses %s', (_what, alerts, says) => {
    expect(problemsOf(alerts).join()).toContain(says);
  });
});
