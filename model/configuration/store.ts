import { z } from 'zod';
import { envNameField, textField, urlField } from './fields.ts';

/** Where the data lives: a directory of ours, or a ClickHouse server with only the spool in the directory. */
export const storeSchema = z
  .strictObject({
    path: textField
      .describe('the data directory, such as ./data; with store.url only the spool is there')
      .default('./data'),
    url: urlField
      .describe('the HTTP address of a ClickHouse server, such as http://127.0.0.1:8123')
      .exactOptional(),
    database: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'is no database name' })
      .describe('the database, such as fediscope')
      .exactOptional(),
    username: textField.describe('the ClickHouse user').exactOptional(),
    passwordEnv: envNameField
      .describe('the environment variable with the password, such as CLICKHOUSE_PASSWORD')
      .exactOptional(),
    cluster: textField.describe('the name of the ClickHouse cluster').exactOptional(),
  })
  .superRefine((store, context) => {
    for (const key of ['database', 'username', 'passwordEnv', 'cluster'] as const)
      if (store.url === undefined && store[key] !== undefined)
        context.addIssue({
          code: 'custom',
          path: [key],
          message: 'has no meaning without store.url; give store.url or leave it out',
          input: store[key],
        });
  });
