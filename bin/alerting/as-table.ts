import { readFileSync } from 'node:fs';
import { type AsTable, readAsTable } from '../../analyzer/incidents/as-table.ts';
import type { Configuration } from '../../model/configuration.ts';
import { messageOf, Refusal } from '../refusal.ts';

/** The operator's table of autonomous systems. Undefined: there is none. @throws {Refusal} when it cannot be read, naming the line. */
export function asTableOf({ alerts }: Configuration): AsTable | undefined {
  if (alerts.asTable === undefined) return undefined;
  const read = readAsTable(textOf(alerts.asTable));
  if (read.ok) return read.table;
  throw new Refusal(
    `alerts.asTable: ${alerts.asTable}:${read.line} is no network with its number`,
    'write lines such as 192.0.2.0/24,64496,Example Hosting',
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Refusal(`alerts.asTable: cannot read ${file}: ${messageOf(cause)}`, 'make it a readable file', {
      cause,
    });
  }
}
