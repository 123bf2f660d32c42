import { describe, expect, it } from 'vitest';
import { everyRule } from '../../bin/fleet.ts';
import { fediscope } from './command.ts';
import { fediscopeHere } from './in-process.ts';

const rules = everyRule();

/** Ids that are part of the contract with whoever routes alerts or reads exports, besides those of checks of one server. */
const promised = [
  ...['closed-federation', 'rejected-by-peer', 'limited-by-peer', 'block-wave', 'island', 'block-lifted'].map(
    (name) => `peering.${name}`,
  ),
  ...['policy-drift', 'listed', 'one-way'].map((name) => `peering.${name}`),
  ...['registrations', 'software', 'federation-mode', 'source', 'rules-page', 'privacy-policy'].map(
    (name) => `hosting.${name}`,
  ),
  ...['contact', 'version-current', 'advisories'].map((name) => `hosting.${name}`),
  ...['availability.confirmed', 'availability.objective', 'delivery.clock'],
  ...['monitor.coverage', 'monitor.alive', 'monitor.alert-limit', 'monitor.rule-failed'],
];

describe.concurrent('the catalogue on the command line', () => {
  it('lists every rule as JSON of the agreed shape, sorted by id', async () => {
    const { code, stdout, stderr } = await fediscope(['rules', 'list', '--format', 'json']);
    const entries = JSON.parse(stdout) as Record<string, unknown>[];

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(entries.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).toSorted());
    for (const entry of entries) {
      expect(Object.keys(entry)).toEqual(['id', 'title', 'audience', 'severity', 'source']);
      expect(entry['audience']).toMatch(/^(sre|trust-safety|legal)$/);
      expect(entry['severity']).toMatch(/^(info|warning|error|critical)$/);
      expect(entry['source']).toMatchObject({
        title: expect.any(String),
        url: expect.stringMatching(/^https:/),
      });
    }
  });

  it('has every rule that dashboards, reports and alerts are promised', () => {
    const ids = new Set(rules.map(({ id }) => id));

    expect(promised.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('lists every rule for people, under its audience', async () => {
    const { code, stdout } = await fediscopeHere(['rules', 'list']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^SRE\n(.+\n)+\nTrust and safety\n(.+\n)+\nLegal\n(.+\n)+$/);
    for (const { id } of rules) expect(stdout).toContain(`  ${id} `);
  });

  it('shows one rule with its clauses and what to do', async () => {
    const { code, stdout } = await fediscopeHere(['rules', 'show', 'actor.vary']);
    const rule = rules.find(({ id }) => id === 'actor.vary')!;

    expect(code).toBe(0);
    for (const source of rule.sources) expect(stdout).toContain(source.url);
    expect(stdout.replace(/\s+/g, ' ')).toContain(rule.advice);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`When it may be wrong ${rule.falsePositives} `);
  });

  it('ends quietly when nobody reads on', async () => {
    const { spawnSync } = await import('node:child_process');
    const script = `"${process.execPath}" bin/fediscope.ts rules list --format markdown | head -n 1`;

    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });

    expect({ stdout, stderr }).toEqual({ stdout: '# Rules\n', stderr: '' });
  });
});
