import { writeFileSync } from 'node:fs';
import type { Host } from '../../model/host.ts';
import type { ListFormat, ListRow } from '../../model/lists/row.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { configuredRules, everyRule } from '../fleet.ts';
import type { Foundation } from '../foundation.ts';
import { noSuchRule } from '../no-such-rule.ts';
import { messageOf, Refusal } from '../refusal.ts';

/** What `lists export` was asked to do. A person chooses: servers by name, servers that fail a rule, or all rows of a list of our own. */
export interface ExportRequest {
  readonly format: ListFormat;
  readonly servers: readonly Host[];
  readonly rule?: string;
  readonly list?: string;
  readonly all: boolean;
  readonly severity?: string;
  readonly comment?: string;
  readonly output?: string;
  readonly confirmed: boolean;
}

/** Writes a list of what a person chose. @throws {Refusal} when nothing was chosen, a list of somebody else would be republished, or nobody confirmed. */
export async function exportList(request: ExportRequest, foundation: Foundation): Promise<ExitCode> {
  const rows = await chosenRows(request, foundation);
  if (rows.length === 0)
    throw new Refusal('nothing of that is on the list', 'choose other servers, or leave --list out');
  if (!request.confirmed)
    throw new Refusal(
      `rows to write: ${rows.length}, the first is about ${rows[0]?.domain}`,
      'say --yes when that is what you want to hand out',
    );
  const text = request.format.write(rows);
  if (request.output === undefined) foundation.session.terminal.out(text);
  else write(request.output, text);
  return exitCodes.fine;
}

async function chosenRows(request: ExportRequest, foundation: Foundation): Promise<readonly ListRow[]> {
  const { list, all, rule, servers } = request;
  if (all) return ownRows(list, foundation);
  if (rule === undefined && servers.length === 0)
    throw new Refusal(
      'nobody was chosen',
      'name servers with --server, a rule with --rule, or a list of your own with --list and --all',
    );
  const hosts = [...new Set([...servers, ...(await failing(rule, foundation))])].toSorted();
  if (list !== undefined) {
    await requireList(list, foundation);
    return foundation.store.listRows(list, hosts);
  }
  return hosts.map((domain, index) => newRow(domain, index + 1, request));
}

async function ownRows(name: string | undefined, foundation: Foundation): Promise<readonly ListRow[]> {
  if (name === undefined) throw new Refusal('--all is of a list', 'name it with --list');
  const { origin, rows } = await requireList(name, foundation);
  if (origin.own) return rows;
  throw new Refusal(
    `${name} is a list of somebody else, which is not republished as a whole`,
    'choose servers with --server or --rule; your own list is imported with --own',
  );
}

async function requireList(name: string, { store }: Foundation) {
  const found = await store.list(name);
  if (found !== undefined) return found;
  const known = [...new Set((await store.listOrigins()).map((origin) => origin.name))];
  const fix = known.length === 0 ? 'import one first' : `known are ${known.slice(0, 20).join(', ')}`;
  throw new Refusal(`no list ${name} was imported`, fix);
}

async function failing(
  rule: string | undefined,
  { store, configuration }: Foundation,
): Promise<readonly Host[]> {
  if (rule === undefined) return [];
  const known = [...everyRule(), ...configuredRules(configuration.rules).loaded].map(({ id }) => id);
  if (!known.includes(rule)) throw noSuchRule(rule, known);
  const findings = await store.currentFindings({ outcomes: ['failed'] });
  return findings.filter((finding) => finding.rule === rule).map(({ server }) => server);
}

function newRow(domain: string, place: number, { severity, comment }: ExportRequest): ListRow {
  if (severity === undefined)
    throw new Refusal('no severity was chosen', 'say --severity suspend, silence or noop');
  const flags = { rejectMedia: false, rejectReports: false, obfuscate: false };
  return { place, domain, severity, ...flags, ...(comment !== undefined && { publicComment: comment }) };
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    throw new Refusal(`cannot write ${file}: ${messageOf(cause)}`, 'name a new file in a writable folder', {
      cause,
    });
  }
}
