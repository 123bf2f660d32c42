import { describe, expect, it } from 'vitest';
import { eventBody, eventId, nextTold, type Told } from '../../../../analyzer/notify/webhook/event.ts';
import type { Alert } from '../../../../model/alert.ts';
import { aNotice, resolved } from '../notices.ts';

const told = (changes: Partial<Told> = {}): Told => ({
  state: 'firing',
  severity: 'critical',
  episode: '2026-11-20T10:00:00.000Z',
  count: 0,
  ...changes,
});
const ended: Partial<Alert> = { state: 'resolved', resolvedAt: '2026-11-20T11:00:00.000Z' };
const silenced: Partial<Alert> = { silencedBy: 'upgrade' };

describe('what there is to tell', () => {
  it.each<[string, Partial<Alert>, Told | undefined, Told | undefined]>([
    ['that it fires', {}, undefined, told()],
    ['nothing while it is pending', { state: 'pending' }, undefined, undefined],
    ['nothing new while it goes on', {}, told(), undefined],
    ['that it is not known any more', { state: 'unknown' }, told(), told({ state: 'unknown', count: 1 })],
    ['that it fires after all', {}, told({ state: 'unknown', count: 1 }), told({ count: 2 })],
    ['that it is louder', { severity: 'critical' }, told({ severity: 'warning' }), told({ count: 1 })],
    ['its end', ended, told(), told({ state: 'resolved', count: 1 })],
    ['its end once', ended, told({ state: 'resolved', count: 1 }), undefined],
    ['nothing of the end of what was never told', ended, undefined, undefined],
    [
      'nothing of the end of an earlier failure',
      ended,
      told({ episode: '2026-11-20T12:00:00.000Z' }),
      undefined,
    ],
    ['nothing in planned work', silenced, undefined, undefined],
    ['no change in planned work', { ...silenced, state: 'unknown' }, told(), undefined],
    ['the end in planned work', { ...silenced, ...ended }, told(), told({ state: 'resolved', count: 1 })],
    [
      'that it fires again',
      { firedAt: '2026-11-21T10:00:00.000Z' },
      told({ state: 'resolved', count: 1 }),
      told({ episode: '2026-11-21T10:00:00.000Z' }),
    ],
  ])('is %s', (_what, changes, before, after) => {
    expect(nextTold(aNotice(changes), before)).toEqual(after);
  });
});

describe('an event', () => {
  it('says what a person needs, and when', () => {
    const notice = resolved(aNotice(), '2026-11-20T11:00:00.000Z');
    const body = eventBody(notice, told({ state: 'resolved', count: 1 }), '2026-11-20T11:00:05.000Z');

    expect(JSON.parse(body)).toEqual({
      type: 'alert.resolved',
      timestamp: '2026-11-20T11:00:00.000Z',
      data: {
        alert: notice.alert.id,
        rule: 'availability.confirmed',
        ruleVersion: 1,
        audience: 'sre',
        severity: 'critical',
        state: 'resolved',
        title: 'The server answers',
        because: 'no answer since 09:58',
        link: notice.link,
        firstAction: 'Ask the server from another network.',
        incidentText: 'social.example does not answer\nsince 09:58 UTC',
        labels: { server: 'social.example' },
        evidence: ['observation-1'],
        activeAt: '2026-11-20T09:58:00.000Z',
        firedAt: '2026-11-20T10:00:00.000Z',
        resolvedAt: '2026-11-20T11:00:00.000Z',
      },
    });
  });

  it.each(['"', '\u0000', '\ud800', '\u202e', '語'])(
    'stays below 20,000 bytes, however much of %j is in it',
    (text) => {
      const much = text.repeat(50_000);
      const labels = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}${much}`, much]));
      const evidence = Array.from({ length: 1_000 }, () => 'f'.repeat(64));
      const alert = { because: much, labels, evidence, incident: much };
      const notice = aNotice(alert, { title: much, link: much, firstAction: much, incidentText: much });

      const body = eventBody(notice, told(), '2026-11-20T11:00:05.000Z');

      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
      expect(JSON.parse(body)).toMatchObject({ type: 'alert.firing', data: { alert: notice.alert.id } });
    },
  );

  it('has one id for one change, whoever tells it, and no full stop in it', () => {
    const { alert } = aNotice();
    const ids = [told(), told({ count: 1 }), told({ episode: '2026-11-21T10:00:00.000Z' })].map((each) =>
      eventId(alert, each),
    );

    expect(new Set(ids).size).toBe(3);
    expect(eventId(aNotice().alert, told())).toBe(ids[0]);
    expect(ids.join()).not.toContain('.');
  });
});
