import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Host } from '../../model/host.ts';
import { listFormats } from '../../model/lists/index.ts';
import { loadConfiguration } from '../configuration.ts';
import type { LogLevel } from '../log.ts';
import { configOption, hostOption, hostsOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

interface StoreFlags {
  readonly config: string;
  readonly url?: string;
  readonly logLevel: LogLevel;
}

interface ImportFlags extends StoreFlags {
  readonly name: string;
  readonly format?: string;
  readonly publisher?: Host;
  readonly own?: true;
  readonly by: string;
}

interface ExportFlags extends StoreFlags {
  readonly format: string;
  readonly server?: readonly Host[];
  readonly rule?: string;
  readonly list?: string;
  readonly all?: true;
  readonly severity?: string;
  readonly comment?: string;
  readonly output?: string;
  readonly yes?: true;
}

/** `lists import` and `lists export`: block lists as files. */
export function addLists(root: Command, session: Session): void {
  const lists = root.command('lists').description('block lists as files');
  addImport(lists, session);
  addExport(lists, session);
}

function formatOption(): Option {
  return new Option('--format <format>', 'the format of the file').choices(listFormats.map(({ id }) => id));
}

function addImport(lists: Command, session: Session): void {
  lists
    .command('import')
    .description('keep a block list with where it comes from; who is on it is recorded, nobody is blocked')
    .argument('<file>')
    .requiredOption('--name <name>', 'the name of the list', listName)
    .addOption(formatOption())
    .option('--publisher <server>', 'the server whose operator gave us this export', hostOption)
    .option('--own', 'it is our own list: it may be exported as a whole')
    .option('--by <person>', 'who imports it', userInfo().username)
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async (file: string, { config, own, url, logLevel, ...request }: ImportFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { importList } = await import('../lists/import.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      await runErrand(loadConfiguration(config), { flags, session }, (foundation) =>
        importList({ ...request, file, own: own === true }, foundation),
      );
    });
}

function addExport(lists: Command, session: Session): void {
  lists
    .command('export')
    .description('write a list of servers that a person chose')
    .addOption(formatOption().default('mastodon-csv'))
    .option('--server <server>', 'a server to put on the list; repeats', hostsOption)
    .option('--rule <id>', 'put the servers on the list that fail this rule now')
    .option('--list <name>', 'take rows as they are on an imported list')
    .option('--all', 'all rows of --list, which has to be our own')
    .addOption(new Option('--severity <word>', 'for new rows').choices(['suspend', 'silence', 'noop']))
    .option('--comment <text>', 'the public reason of new rows')
    .option('--output <file>', 'a new file; without it the list is printed')
    .option('--yes', 'write it: without this nothing is written')
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async ({ config, url, logLevel, yes, all, server = [], format, ...chosen }: ExportFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { exportList } = await import('../lists/export.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      const [written] = listFormats.filter(({ id }) => id === format);
      if (written === undefined) throw new InvalidArgumentError(`there is no list format ${format}`);
      const request = { ...chosen, servers: server, all: all === true, confirmed: yes === true };
      await runErrand(loadConfiguration(config), { flags, session }, (foundation) =>
        exportList({ ...request, format: written }, foundation),
      );
    });
}

function listName(text: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(text))
    throw new InvalidArgumentError('it has lower-case letters, digits and inner hyphens, at most 40');
  return text;
}
