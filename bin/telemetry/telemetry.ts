import type { Configuration } from '../../model/configuration.ts';
import { type Meter, silentMeter } from '../../model/telemetry.ts';
import type { Release } from '../release.ts';

/** What a process tells about itself while it runs. */
export interface Telemetry {
  readonly meter: Meter;
  /** All metrics as Prometheus reads them. Absent: they are not served. Source: Prometheus text exposition format 0.0.4. */
  readonly metricsText?: () => Promise<string>;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** Where telemetry goes. `served`: this process has pages to serve metrics beside. */
export interface TelemetryOrder {
  readonly settings: Configuration['telemetry'];
  readonly served: boolean;
  readonly release: Release;
  readonly vantage: string;
}

/** Telemetry that nobody listens to. */
const silence: Telemetry = { meter: silentMeter, close: async () => {} };

/** Starts to tell; the libraries are loaded only when somebody listens. */
export async function openTelemetry(order: TelemetryOrder): Promise<Telemetry> {
  const { metrics, otlp } = order.settings;
  const isServed = metrics && order.served;
  if (!isServed && otlp === undefined) return silence;
  const { listenedTelemetry } = await import('./open-telemetry.ts');
  return listenedTelemetry({ ...order, served: isServed });
}
