import { type Command, InvalidArgumentError, Option } from 'commander';
import { reportFormats } from '../../dashboards/reports/formats.ts';
import { loadConfiguration } from '../configuration.ts';
import type { LogLevel } from '../log.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

interface ReportFlags {
  readonly config: string;
  readonly url?: string;
  readonly logLevel: LogLevel;
  readonly customer: string;
  readonly month?: string;
  readonly week?: true;
  readonly format: string;
}

/** `report defederation`: what one customer is told about a month or the last week. */
export function addReport(root: Command, session: Session): void {
  const report = root.command('report').description('what one customer is told');
  report
    .command('defederation')
    .description('who rejects or limits the servers of a customer, and what changed')
    .requiredOption('--customer <name>', 'the customer, as hosted names it')
    .addOption(new Option('--month <month>', 'a calendar month in UTC, such as 2026-11').conflicts('week'))
    .option('--week', 'the last seven days instead: the weekly digest')
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(Object.keys(reportFormats)).default('md'),
    )
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async ({ config, url, logLevel, format, week, ...asked }: ReportFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { reportDefederation } = await import('../reports/defederation.ts');
      const written = Object.entries(reportFormats).find(([name]) => name === format)?.[1];
      if (written === undefined) throw new InvalidArgumentError(`there is no format ${format}`);
      const flags = { logLevel, ...(url !== undefined && { url }) };
      const request = { ...asked, week: week === true, write: written };
      await runErrand(loadConfiguration(config), { flags, session }, (foundation) =>
        reportDefederation(request, foundation),
      );
    });
}
