import { describe, expect, it } from 'vitest';
import { alertmanagerTimes, Board } from '../../../../analyzer/notify/alertmanager/board.ts';
import type { AlertNotice } from '../../../../model/alert.ts';
import { aNotice, resolved } from '../notices.ts';

const start = Date.parse('2026-11-20T10:05:00.000Z');
const minute = 60_000;
const later = (minutes: number) => start + minutes * minute;

/** What a board sends after it took some notices, each as `rule severity fires|ends`. */
function round(board: Board, notices: readonly AlertNotice[], nowMs: number): readonly string[] {
  board.take(notices, nowMs);
  return step(board, nowMs);
}

function step(board: Board, nowMs: number): readonly string[] {
  const due = board.due(nowMs, 100);
  board.sent(due, nowMs);
  return due.map(({ posted: { labels, endsAt } }) => {
    const ends = Date.parse(endsAt) <= nowMs ? 'ends' : 'fires';
    return `${labels['alertname']} ${labels['severity']} ${ends}`;
  });
}

const board = (limit = 100) => new Board(alertmanagerTimes, limit);
const end = (notice: AlertNotice) => resolved(notice, '2026-11-20T10:05:00.000Z');
const fires = ['availability.confirmed critical fires'];
const ends = ['availability.confirmed critical ends'];

describe('what an Alertmanager should know', () => {
  it('is sent again every minute, and at once when it changed', () => {
    const one = board();

    expect(round(one, [aNotice()], start)).toEqual(fires);
    expect(round(one, [aNotice()], later(0.5))).toEqual([]);
    expect(round(one, [aNotice({ because: 'another reason' })], later(0.7))).toEqual([]);
    expect(round(one, [aNotice({ state: 'unknown' })], later(0.8))).toEqual(fires);
    expect(step(one, later(1.8))).toEqual(fires);
  });

  it('is sent again at once when the clock was set back', () => {
    const one = board();

    expect(round(one, [aNotice()], start)).toEqual(fires);
    expect(round(one, [aNotice()], later(-1_440))).toEqual(fires);
    expect(step(one, later(-1_440))).toEqual([]);
  });

  it('is the end of an alert for a quarter of an hour, though it is told of it once', () => {
    const one = board();
    round(one, [aNotice()], start);

    expect(round(one, [end(aNotice())], later(1))).toEqual(ends);
    expect(round(one, [], later(10))).toEqual(ends);
    expect(round(one, [], later(16))).toEqual([]);
  });

  it('is not what neither stands nor ended: it runs out by itself', () => {
    const one = board();
    round(one, [aNotice()], start);

    expect(round(one, [], later(1))).toEqual([]);
  });

  it('is what goes on in planned work, also for a new process: one that stopped coming would read as resolved', () => {
    expect(round(board(), [aNotice({ silencedBy: 'upgrade' })], start)).toEqual(fires);
  });

  it('is one alert when the severity goes up and down again', () => {
    const one = board();
    round(one, [aNotice({ severity: 'error' })], start);

    expect(round(one, [aNotice()], later(1)).toSorted()).toEqual([
      ...fires,
      'availability.confirmed error ends',
    ]);
    expect(round(one, [aNotice({ severity: 'error' })], later(2)).toSorted()).toEqual([
      ...ends,
      'availability.confirmed error fires',
    ]);
    expect(step(one, later(3)).toSorted()).toEqual([...ends, 'availability.confirmed error fires']);
  });

  it('is a new alert when one comes back', () => {
    const one = board();
    round(one, [aNotice()], start);
    round(one, [end(aNotice())], later(1));

    expect(round(one, [aNotice({ firedAt: '2026-11-20T10:07:00.000Z' })], later(2))).toEqual(fires);
  });

  it('is what fires rather than what ended, when there is too much of it', () => {
    const one = board(1);
    const other = aNotice({ rule: 'tls.expiry' });

    expect(one.take([end(other), aNotice()], start)).toEqual([end(other)]);
    expect(step(one, start)).toEqual(fires);
  });

  it('is that we live only as long as the analyzer says so, even where that alert is still handed over', () => {
    const one = board();
    const alive = (state: 'firing' | 'unknown') =>
      aNotice({
        rule: 'monitor.alive',
        severity: 'info',
        state,
        lastFailedAt: new Date(start).toISOString(),
      });

    expect(round(one, [alive('firing')], start)).toEqual(['monitor.alive info fires']);
    expect(round(one, [alive('firing')], later(3))).toEqual(['monitor.alive info fires']);
    expect(round(one, [alive('firing')], later(4))).toEqual([]);
    expect(round(one, [alive('unknown')], later(5))).toEqual([]);
  });

  it('never begins after its end', () => {
    const one = board();
    one.take([resolved(aNotice(), '2026-11-20T09:00:00.000Z')], start);

    expect(one.due(start, 100).map(({ posted }) => [posted.startsAt, posted.endsAt])).toEqual([
      ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:00.000Z'],
    ]);
  });

  it('was not sent when it changed on the way', () => {
    const one = board();
    one.take([aNotice()], start);
    const due = one.due(start, 100);
    one.take([end(aNotice())], start);
    one.sent(due, start);

    expect(step(one, start)).toEqual(ends);
  });
});
