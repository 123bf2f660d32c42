import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleText } from '../analyzer/fleet/examples.ts';
import { emptyFolder, fediscope } from './command.ts';
import { fediscopeHere } from './in-process.ts';

const rulesFolder = join(import.meta.dirname, '..', '..', 'rules');

describe('rules test', () => {
  it('runs the tests of a file and says so: exit code 0', async () => {
    const file = join(rulesFolder, 'monitor', 'freshness.yaml');
    const { code, stdout, stderr } = await fediscope(['rules', 'test', file]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^monitor\.freshness\n {2}ok {6}a server that fails is fresh.+\n {2}ok {6}a server that is visited once an hour.+\n {2}ok {6}a server without a proof.+\n1 rule, 3 tests, 0 failed\n$/,
    );
  });

  it('runs the cases of a server rule by its id: exit code 0', async () => {
    const { code, stdout, stderr } = await fediscopeHere(['rules', 'test', 'tls.expiry']);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^tls\.expiry\n {2}ok {6}three months left: passed\n/);
    expect(stdout).toMatch(/\n1 rule, 8 tests, 0 failed\n$/);
  });

  it('runs the tests of a fleet rule of ours by its id: exit code 0', async () => {
    const { code, stdout, stderr } = await fediscopeHere([
      'rules',
      'test',
      'monitor.freshness',
      'tls.expiry',
    ]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('\nmonitor.freshness\n  ok      a server that fails is fresh');
    expect(stdout).toMatch(/\n2 rules, 11 tests, 0 failed\n$/);
  });

  it('says what was said otherwise than expected: exit code 1', async () => {
    const file = join(emptyFolder(), 'wrong.yaml');
    writeFileSync(file, ruleText([['outcome: failed, because: 1 of 4 failed', 'outcome: passed']]));
    const { code, stdout } = await fediscopeHere(['rules', 'test', file]);

    expect(code).toBe(1);
    expect(stdout).toContain(
      '  failed  a failure is told\n          at 4 min: peer=other.example server=a.example: outcome is failed, expected passed',
    );
    expect(stdout).toContain('1 rule, 1 test, 1 failed\n');
  });

  it('names file, line and reason of rules that cannot be run, and runs the others: exit code 2', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.yaml'), ruleText([['every: 1m', 'evry: 1m']]));
    writeFileSync(join(folder, 'b.yaml'), ruleText([['groupArray(id)', "file('/etc/passwd')"]]));
    writeFileSync(join(folder, 'c.yaml'), ruleText([['id: example.answers', 'id: example.good']]));
    const wanted = ['*.yaml', 'none.yaml', 'delivery.clok'];
    const { code, stdout, stderr } = await fediscope(['rules', 'test', ...wanted], { cwd: folder });

    expect(code).toBe(2);
    expect(stderr).toContain('a.yaml:13: evry: is not a known key\n');
    expect(stderr).toContain('b.yaml:23: example.answers: the query calls file(), which is not allowed\n');
    expect(stderr).toContain('none.yaml: there is no such file\n');
    expect(stderr).toContain('delivery.clok: there is no such file; did you mean delivery.clock?\n');
    expect(stdout).toContain('example.good\n  ok      a failure is told\n');
  });
});

it('doctor says which configured rule cannot be run, with file, line and reason', async () => {
  const folder = emptyFolder();
  writeFileSync(
    join(folder, 'own.yaml'),
    ruleText([['FROM observations FINAL', 'FROM system.tables AS observations']]),
  );
  const configuration = 'monitor: { origin: https://monitor.example, contact: ops@monitor.example }\n';
  writeFileSync(join(folder, 'fediscope.yaml'), `${configuration}rules: [./own.yaml]\n`);
  const { code, stdout } = await fediscope(['doctor'], { cwd: folder });

  expect(code).toBe(1);
  expect(stdout).toMatch(
    /own\.yaml:24: example\.answers: the query reads system\.tables, which is not allowed/,
  );
});
