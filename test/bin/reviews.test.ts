import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ForgetRequest, forget } from '../../bin/reviews/forget.ts';
import { type OwnReviewLog, openOwnReviewLog } from '../../bin/reviews/log.ts';
import { dayOf, keepUp } from '../../bin/reviews/upkeep.ts';
import { verifyLog } from '../../bin/reviews/verify.ts';
import { verifyReviews } from '../../model/review-verify.ts';
import { anEntry } from '../model/reviews.ts';
import { aFinding, host } from '../store/examples.ts';
import { emptyFolder } from './command.ts';
import { anErrand, type Errand } from './errands.ts';

const monthMs = 31 * 24 * 60 * 60 * 1_000;

async function verified(errand: Errand, head?: string) {
  const before = errand.out().length;
  const code = await verifyLog(head, errand.foundation);
  return { code, says: errand.out().slice(before) };
}

function headOf(errand: Errand): string {
  const folder = join(errand.folder, 'heads');
  return join(folder, readdirSync(folder).toSorted().at(-1) ?? '');
}

describe('verify-log', () => {
  let errand: Errand;
  let log: OwnReviewLog;
  beforeAll(async () => {
    errand = await anErrand();
    log = await openOwnReviewLog(errand.foundation);
    for (const text of ['a', 'b', 'c', 'd']) await log.append(anEntry({ act: 'note', text }));
    await dayOf(errand.foundation, log);
  });
  afterAll(() => log.close());

  const tamper = (sql: string) =>
    errand.engine.command(`ALTER TABLE reviews ${sql} SETTINGS mutations_sync = 2`);

  it('finds nothing in an untouched log, and says what it cannot prove', async () => {
    expect(await verified(errand)).toEqual({
      code: 0,
      says: expect.stringMatching(/: 4 rows, .+\nWithout --head this cannot show that rows were cut off/),
    });
  });

  it('with a head also knows the end of the log, and counts what came later', async () => {
    await log.append(anEntry());

    const { code, says } = await verified(errand, headOf(errand));

    expect({ code, says }).toEqual({ code: 0, says: expect.stringContaining('1 row came later') });
    expect(says).not.toContain('Without --head');
  });

  it('finds that rows were cut off only with a head', async () => {
    await tamper('DELETE WHERE seq >= 4');

    expect((await verified(errand)).code).toBe(0);
    const { code, says } = await verified(errand, headOf(errand));
    expect({ code, says }).toEqual({
      code: 1,
      says: expect.stringContaining('shortened: rows were cut off'),
    });
  });

  it('finds a changed and a removed row', async () => {
    await tamper("UPDATE text = 'x' WHERE seq = 3");
    expect(await verified(errand)).toMatchObject({
      code: 1,
      says: expect.stringMatching(/row 3: changed: its text is not what was written/),
    });

    await tamper('DELETE WHERE seq = 2');
    expect((await verified(errand)).code).toBe(1);
  });

  it('refuses a head that is none, and finds one that was changed', async () => {
    const file = join(errand.folder, 'head.json');
    writeFileSync(file, '{"count": 1}');
    await expect(verified(errand, file)).rejects.toThrow(`${file} is no signed head`);

    const real = JSON.parse(readFileSync(headOf(errand), 'utf8'));
    writeFileSync(file, JSON.stringify({ ...real, count: 1 }));
    expect((await verified(errand, file)).says).toContain('forged: the head itself was changed');
  });
});

describe('forget', () => {
  const asked = { host: host('social.example'), force: false, by: 'kim' } as const;
  const forgotten = async (errand: Errand, changes: Partial<ForgetRequest> = {}) => {
    const log = await openOwnReviewLog(errand.foundation);
    await log.append(anEntry({ act: 'note', text: 'about them' }));
    const said = { kind: 'policy-change', id: 'social.example api mastodon ours.example' } as const;
    await log.append(anEntry({ subject: { ...said, server: host('ours.example') }, act: 'note', text: 'x' }));
    await log.append(anEntry({ subject: { kind: 'alert', id: 'other' }, act: 'note', text: 'about others' }));
    await log.close();
    await errand.foundation.store.recordFindings([aFinding()]);
    return forget({ ...asked, ...changes }, errand.foundation);
  };

  it('removes what is stored, empties reviews, and leaves a log that verifies', async () => {
    const errand = await anErrand({ peers: { seeds: ['social.example'] } });

    expect(await forgotten(errand, { reason: 'they asked' })).toBe(0);

    const reviews = await errand.foundation.store.reviews();
    expect(await errand.foundation.store.currentFindings()).toEqual([]);
    expect(errand.err()).not.toContain('nothing was stored');
    expect(reviews.map(({ act, text, subject }) => [act, text, subject?.kind])).toEqual([
      ['note', undefined, undefined],
      ['note', undefined, undefined],
      ['note', 'about others', 'alert'],
      ['erased', 'they asked', 'rows'],
    ]);
    expect(JSON.stringify(reviews)).not.toContain('social.example');
    expect((await verified(errand)).code).toBe(0);
    expect(errand.err()).toContain('will be seen again');

    expect(await forget({ ...asked, host: host('socail.example') }, errand.foundation)).toBe(0);
    expect(errand.err()).toContain('nothing was stored of socail.example');
  });

  it('takes the server out of what people did, and leaves who did it and when', async () => {
    const errand = await anErrand();
    const { store } = errand.foundation;
    const did = { account: 'kim', as: 'reviewer', address: '::1', act: 'review', status: 303 } as const;
    const subjects = ['Social.example policy', '/servers/social.example/recheck', 'x@social.example'];
    const others = ['social.example.org policy', 'sub.social.example', 'my-social.example', ''];
    for (const [at, subject] of [...subjects, ...others].entries())
      await store.recordAct({ ...did, at: `2026-11-0${9 - at}T10:00:00.000Z`, subject });

    expect(await forget(asked, errand.foundation)).toBe(0);

    const acts = await store.acts({ limit: 10, offset: 0 });
    expect(acts.map(({ subject }) => subject)).toEqual([...subjects.map(() => '(forgotten)'), ...others]);
    expect(acts[0]).toEqual({ ...did, at: '2026-11-09T10:00:00.000Z', subject: '(forgotten)' });
    expect(errand.out()).toContain('acts: the server was taken out of 3 rows; who did what and when stays\n');
    expect(errand.err()).not.toContain('nothing was stored');
  });

  it('takes it out however somebody spelled it: with a dot behind it, in its own letters, in wide ones', async () => {
    const errand = await anErrand();
    const { store } = errand.foundation;
    const did = { account: 'kim', as: 'reviewer', address: '::1', act: 'recheck', status: 303 } as const;
    const subjects = [
      '/servers/xn--mnchen-3ya.example./recheck',
      '/servers/XN--MNCHEN-3YA.example/recheck',
      '/servers/münchen.example/recheck',
      '/servers/MÜNCHEN.example./recheck',
      '/servers/mu\u0308nchen.example/recheck',
      'münchen\u3002example api mastodon',
      "it's 'münchen.example'",
    ];
    const others = [
      '/servers/münchen.example.org/recheck',
      'ämünchen.example policy',
      'äxn--mnchen-3ya.example policy',
      "/servers/münchen.exampl'e/recheck",
    ];
    for (const [at, subject] of [...subjects, ...others].entries())
      await store.recordAct({ ...did, at: `2026-11-${20 - at}T10:00:00.000Z`, subject });

    expect(await forget({ ...asked, host: host('münchen.example') }, errand.foundation)).toBe(0);

    const acts = await store.acts({ limit: 20, offset: 0 });
    expect(acts.map(({ subject }) => subject)).toEqual([...subjects.map(() => '(forgotten)'), ...others]);
  });

  it('refuses under legal hold, unless forced with a reason, which the log keeps', async () => {
    const errand = await anErrand({ legalHolds: [{ host: 'social.example', reason: 'file 7/26' }] });

    for (const changes of [{}, { force: true }, { reason: 'x' }])
      await expect(forgotten(errand, changes)).rejects.toThrow('under legal hold: file 7/26');
    expect(await errand.foundation.store.currentFindings()).toHaveLength(1);

    expect(await forgotten(errand, { force: true, reason: 'a court said so' })).toBe(0);
    expect((await errand.foundation.store.reviews()).at(-1)?.text).toBe(
      'in spite of a legal hold (file 7/26): a court said so',
    );
  });
});

describe('forget, where a held server has findings that rest on another', () => {
  it('refuses the other one too, and nobody else', async () => {
    const errand = await anErrand({ legalHolds: [{ host: 'held.example', reason: 'file 7/26' }] });
    await errand.foundation.store.recordFindings([aFinding({ server: host('held.example') })]);
    const asked = { force: false, by: 'kim' };

    await expect(forget({ ...asked, host: host('social.example') }, errand.foundation)).rejects.toThrow(
      'findings of held.example rest on what was seen at social.example, and it is under legal hold: file 7/26',
    );
    expect(await forget({ ...asked, host: host('social.exampl') }, errand.foundation)).toBe(0);
  });
});

describe('the daily upkeep', () => {
  it('turns who wrote old reviews into pseudonyms, the same for the same person, holds aside', async () => {
    const errand = await anErrand({
      retention: { reviews: 30 },
      legalHolds: [{ host: 'held.example', reason: 'file 7/26' }],
    });
    const { foundation } = errand;
    const held = { kind: 'finding', id: 'x', server: host('held.example') } as const;
    const log = await openOwnReviewLog(foundation);
    for (const changes of [{}, { by: 'lee' }, {}, { subject: held }]) await log.append(anEntry(changes));
    await log.append(anEntry({ act: 'assigned', text: 'lee' }));

    const later = { ...foundation.clock, now: () => Date.now() + monthMs };
    await dayOf({ ...foundation, clock: later }, log);
    await dayOf({ ...foundation, clock: later }, log);
    await log.close();

    const rows = await foundation.store.reviews();
    const [first = '', second, third, fourth] = rows.map(({ by }) => by);
    expect(first).toMatch(/^person-[0-9a-f]{12}$/);
    expect([second === first, third === first, fourth]).toEqual([false, true, 'kim']);
    expect(rows[4]).toMatchObject({ by: first, text: second });
    expect(rows.map(({ act }) => act).slice(5)).toEqual(['pseudonymised']);
    expect(verifyReviews(rows)).toEqual([]);
  });

  it('is done when a process begins, where the configuration says, and gives the log free at the end', async () => {
    const folder = emptyFolder();
    const errand = await anErrand({ reviews: { heads: join(folder, 'elsewhere') } });
    const first = await openOwnReviewLog(errand.foundation);
    await first.append(anEntry());
    await first.close();

    await keepUp(errand.foundation, async (log) => {
      await expect(openOwnReviewLog(errand.foundation)).rejects.toThrow('written by another process');
      await log?.append(anEntry());
      await keepUp(errand.foundation, async (second) => expect(second).toBeUndefined());
    });

    const [head = ''] = readdirSync(join(folder, 'elsewhere'));
    expect(head).toMatch(/^[0-9a-f]{32}-\d{4}-\d\d-\d\d\.json$/);
    expect((await verified(errand, join(folder, 'elsewhere', head))).code).toBe(0);
    await (await openOwnReviewLog(errand.foundation)).close();
  });
});
