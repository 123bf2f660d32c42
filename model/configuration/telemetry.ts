import { z } from 'zod';
import { urlField } from './fields.ts';

/** What the monitor tells about itself. Where both are off, nothing of it is loaded. */
export const telemetrySchema = z.strictObject({
  metrics: z
    .boolean()
    .describe('true to serve /metrics for Prometheus beside the pages, else false')
    .default(true),
  otlp: urlField
    .describe('where spans and metrics go by OTLP over HTTP, such as http://127.0.0.1:4318')
    .exactOptional(),
});
