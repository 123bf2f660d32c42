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

/** No less than the time between two readings that is usual. */
const loopWindowMs = 60_000;

/** Telemetry by OpenTelemetry: metrics for whoever asks, and by OTLP with the spans where that is configured. */
export async function listenedTelemetry(order: TelemetryOrder): Promise<Telemetry> {
  const reader = order.served ? new PrometheusExporter({ preventServerStart: true }) : undefined;
  const provider = await providerOf(order, reader);
  const meter = openMeter(provider);
  const forgetLoop = observeLoop(meter);
  const close = async (): Promise<void> => {
    forgetLoop();
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

/**
 * The delays of the event loop in this window and the one before. Readers do not begin anew what others read as well: whoever reads once a
 * window sees every delay. Call what it returns at the end.
 */
function observeLoop(meter: Meter): () => void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const current = () => ({ p99: seconds(delay.percentile(99)), max: seconds(delay.max) });
  let before = { p99: 0, max: 0 };
  const timer = setInterval(() => {
    before = current();
    delay.reset();
  }, loopWindowMs).unref();
  meter.observe('event_loop_delay_p99_seconds', () => Math.max(before.p99, current().p99));
  meter.observe('event_loop_delay_max_seconds', () => Math.max(before.max, current().max));
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}

/** Before the first sample the numbers are none. */
function seconds(nanoseconds: number): number {
  return Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0;
}

async function textOf(reader: PrometheusExporter): Promise<string> {
  const { resourceMetrics } = await reader.collect();
  return new PrometheusSerializer('', false, undefined, true, true).serialize(resourceMetrics);
}
