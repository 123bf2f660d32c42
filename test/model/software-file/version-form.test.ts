import { describe, expect, test } from 'vitest';
import { commitFormsField, versionFormsField } from '../../../model/software-file/version-form.ts';

const matches = (form: string, version: string) => versionFormsField.parse([form]).test(version);

describe('a form of versions', () => {
  test.each([
    ['{number}.{number}.{number}', '1.4.0', true],
    ['{number}.{number}.{number}', '1.4.0-rc.1', false],
    ['{number}.{number}.{number}', 'v1.4.0', false],
    ['{number}.{number}-rc.{number}', '1.4-rc.12', true],
    ['{number}.{number}+{any}', '1.4+town.7', true],
    ['{number}.{number}+{any}', '1x4+town.7', false],
    ['{any}+town', '1.4.0 (patched)+town', true],
    ['{number}.{number}-g{commit}', '1.4-gabcdef0', true],
    ['{number}.{number}-g{commit}', '1.4-gxyz', false],
    ['constructor{number}', 'constructor7', true],
    ['(a+)+$', '(a+)+$', true],
    ['(a+)+$', 'aaa', false],
  ])('%s and %s: %s', (form, version, isSo) => expect(matches(form, version)).toBe(isSo));

  test('one of several is enough', () =>
    expect(versionFormsField.parse(['{number}.{number}', 'main']).test('main')).toBe(true));

  test.each([
    ['{any}', 'is the form of every version'],
    ['', 'is the form of every version'],
    ['{any}-{any}', 'has {any} in it more than once'],
    ['{number}{number}', 'has nothing between {number} and {number}'],
    ['{number}0', 'goes on behind {number} with what may belong to it'],
    ['{commit}-{number}a{commit}d', 'goes on behind {commit} with what may belong to it'],
    ['{digits}.1', 'has other braces in it than {number}, {commit} and {any}'],
    [`${'x'.repeat(100)}{any}`, 'is longer than 100 characters'],
  ])('%s is refused: it %s', (form, says) => {
    const { error } = versionFormsField.safeParse([form]);

    expect(error?.issues.map(({ message }) => message)).toEqual([says]);
  });

  test('names a commit where it has to', () => {
    const forms = commitFormsField.parse(['{number}.{number}+git-{commit}', '{number}.{number}-g{commit}']);

    expect(forms.exec('1.4-gabcdef0')?.groups?.['commit']).toBe('abcdef0');
    expect(forms.exec('1.4+git-0123456')?.groups?.['commit']).toBe('0123456');
    expect(commitFormsField.safeParse(['{number}.{number}']).success).toBe(false);
  });
});
