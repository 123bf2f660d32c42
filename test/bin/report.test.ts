import { describe, expect, it } from 'vitest';
import type { CheckedServer } from '../../bin/check/checked.ts';
import { checkDocument } from '../../bin/check/document.ts';
import { checkExitCode } from '../../bin/check/exit-code.ts';
import { checkReport } from '../../bin/check/report.ts';
import { softwareOf } from '../../bin/check/software.ts';
import { checkServer } from '../../bin/check/visit-server.ts';
import { wrap } from '../../bin/terminal.ts';
import { failure } from '../../model/failure.ts';
import type { Finding } from '../../model/finding.ts';
import { type Host, parseHost } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import { builtInSoftware } from '../../model/software/index.ts';
import { builtInKnowledge } from '../../model/software-knowledge.ts';
import { rules } from '../../rules/index.ts';
import { defineRule } from '../../rules/rule.ts';
import { startFediverse } from '../fediverse/fediverse.ts';
import { visitTools } from '../visiting.ts';

const at = '2026-11-21T12:00:00.000Z';
const server = hostOf('social.example');
const plain = { columns: 80, paint: (_style: string, text: string) => text };
const hostile = 'evil\u001b[2J\u202egnp.exe\u009b31m\u0007\r\nINJECTED';

function hostOf(text: string): Host {
  const parsed = parseHost(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.host;
}

function anObservation(change: Partial<Observation> = {}): Observation {
  return {
    id: 'one',
    server,
    probe: 'nodeinfo',
    probeVersion: 1,
    vantage: 'test',
    consent: 'peer',
    scheduledAt: at,
    startedAt: at,
    durationMs: 1,
    outcome: 'ok',
    data: { document: { ok: true, data: { software: { name: hostile, version: hostile } } } },
    exchanges: [
      {
        url: `https://social.example/${hostile}`,
        method: 'GET',
        startedAt: at,
        status: 200,
        responseHeaders: { 'content-type': hostile },
        cookieNames: [],
        timings: { totalMs: 1 },
      },
    ],
    replayed: false,
    ...change,
  };
}

function aFinding(change: Partial<Finding> = {}): Finding {
  return {
    server,
    rule: 'actor.vary',
    ruleVersion: 1,
    audience: 'sre',
    outcome: 'failed',
    severity: 'error',
    because: `It says ${hostile}`,
    evidence: ['one'],
    observedAt: at,
    since: at,
    ...change,
  };
}

function checked(change: Partial<CheckedServer> = {}): CheckedServer {
  const observations = [anObservation()];
  const software = softwareOf(observations, builtInSoftware);
  return { server, software, observations, findings: [aFinding()], bugs: 0, ...change };
}

describe('what a server sent never reaches the terminal as a command', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const commands = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

  it('in the report for people', () => {
    const report = checkReport(checked(), rules, plain);

    expect(report).not.toMatch(commands);
    expect(report).toContain('evil[U+001B][2J[U+202E]gnp.exe');
  });

  it('nor begins a line that looks like ours', () => {
    const report = checkReport(checked(), rules, plain);

    expect(report).toContain('INJECTED');
    expect(report).not.toMatch(/^INJECTED/m);
  });

  it('in the JSON document, which still says the same', () => {
    const text = checkDocument({ version: '1', vantage: 'test', checkedAt: at }, [checked()]);

    expect(text).not.toMatch(commands);
    expect(JSON.parse(text).servers[0].software.name).toBe(hostile);
  });
});

describe('the exit code of check', () => {
  const passed = aFinding({ outcome: 'passed' });
  const refused = anObservation({ outcome: 'failed', failure: failure('connect-refused') });
  const cutOff = anObservation({ id: 'two', outcome: 'missed', failure: failure('visit-deadline') });

  it.each([
    ['0 when nothing failed', [checked({ findings: [passed] })], 0],
    ['1 when something failed', [checked({ findings: [passed] }), checked()], 1],
    ['0 when what failed is below the bar', [checked({ findings: [aFinding({ severity: 'warning' })] })], 0],
    ['3 when a server gave nothing', [checked({ findings: [], observations: [refused] })], 3],
    [
      '3 when a visit was cut off',
      [checked({ findings: [passed], observations: [anObservation(), cutOff] })],
      3,
    ],
    [
      '1 when one failed and another gave nothing',
      [checked(), checked({ findings: [], observations: [refused] })],
      1,
    ],
    ['4 when a fault of ours got in the way', [checked({ bugs: 1 })], 4],
  ])('is %s', (_what, servers, code) => {
    expect(checkExitCode(servers, 'error')).toBe(code);
  });
});

it('a rule of ours that throws costs one verdict: the rest is judged and printed', async () => {
  const broken = defineRule({
    ...rules[0]!,
    id: 'test.throws',
    needs: [],
    settles: ['dns'],
    check: () => {
      throw new Error('a bug');
    },
  });
  const fediverse = await startFediverse({ only: ['mastodon.fedi.test'] });
  const tools = visitTools(fediverse);
  const order = { host: hostOf('mastodon.fedi.test'), timeoutMs: 20_000, stop: new AbortController().signal };

  const result = await checkServer(order, tools, { rules: [broken, ...rules], knowledge: builtInKnowledge });
  await tools.net.close();
  await fediverse.close();

  expect(result.bugs).toBe(1);
  expect(result.findings).toHaveLength(rules.length + 1);
  expect(result.findings[0]).toMatchObject({ rule: 'test.throws', outcome: 'cannot-tell' });
  expect(tools.log.lines).toMatchObject([{ level: 'error', message: 'a rule threw' }]);
  expect(checkExitCode([result], 'info')).toBe(4);
});

it('long lines are wrapped, long words stay whole', () => {
  const word = 'x'.repeat(30);

  expect(wrap(`a b ${word} c d`, { width: 12, indent: '  ' })).toBe(`  a b\n  ${word}\n  c d`);
});
