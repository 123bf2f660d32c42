import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Meter as Instruments, type TracerProvider, trace } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { Meter } from '../../model/telemetry.ts';
import { openMeter } from './meter.ts';
import type { Telemetry, TelemetryOrder } from './telemetry.ts';

/** Where instruments and spans come from, and how it ends. */
export interface Provider {
  readonly instruments: Instruments;
  readonly spans: TracerProvider;
  shutdown(): Promise<void>;
}

/** Telemetry by OpenTelemetry: metrics for whoever asks, and by OTLP with the spans where that is configured. */
export async function listenedTelemetry(order: TelemetryOrder): Promise<Telemetry> {
  const reader = order.served ? new PrometheusExporter({ preventServerStart: true }) : undefined;
  const provider = await providerOf(order, reader);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const meter = openMeter(provider);
  observeLoop(meter, delay);
  const close = async (): Promise<void> => {
    delay.disable();
    await provider.shutdown();
  };
  return reader === undefined ? { meter, close } : { meter, close, metricsText: () => textOf(reader) };
}

async function providerOf(order: TelemetryOrder, reader: PrometheusExporter | undefined): Promise<Provider> {
  const { otlp } = order.settings;
  if (otlp !== undefined) {
    const { sendingProvider } = await import('./otlp.ts');
    return sendingProvider({ ...order, otlp }, reader);
  }
  const metrics = new MeterProvider({ readers: reader === undefined ? [] : [reader] });
  const shutdown = () => metrics.shutdown();
  // Nobody takes spans here: the API's own provider makes none.
  return { instruments: metrics.getMeter('fediscope'), spans: trace.getTracerProvider(), shutdown };
}

/** The delays of the event loop between two readings: both gauges are read, then it starts anew. */
function observeLoop(meter: Meter, delay: ReturnType<typeof monitorEventLoopDelay>): void {
  const seconds = (nanoseconds: number) => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0);
  meter.observe('event_loop_delay_p99_seconds', () => seconds(delay.percentile(99)));
  meter.observe('event_loop_delay_max_seconds', () => {
    const max = seconds(delay.max);
    delay.reset();
    return max;
  });
}

async function textOf(reader: PrometheusExporter): Promise<string> {
  const { resourceMetrics } = await reader.collect();
  return new PrometheusSerializer('', false, undefined, true, true).serialize(resourceMetrics);
}
