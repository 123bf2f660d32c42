import { metrics, trace } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import type { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { NodeSDK, resources } from '@opentelemetry/sdk-node';
import type { Provider } from './open-telemetry.ts';
import type { TelemetryOrder } from './telemetry.ts';

const exportEveryMs = 30_000;
/** A collector that is down keeps us from ending no longer than this. */
const timeoutMillis = 1_500;

/** Sends spans and metrics to an OTLP collector. `otlp`: its base URL; the signals have their usual paths below it. Source: OTLP 1.x, OTLP/HTTP request. */
export function sendingProvider(
  { otlp, release, vantage }: TelemetryOrder & { readonly otlp: string },
  reader: PrometheusExporter | undefined,
): Provider {
  const base = otlp.replace(/\/$/, '');
  const sending = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url: `${base}/v1/metrics`, timeoutMillis }),
    exportIntervalMillis: exportEveryMs,
  });
  const sdk = new NodeSDK({
    autoDetectResources: false,
    resource: resources.resourceFromAttributes({
      'service.name': 'fediscope',
      'service.version': release.version,
      'fediscope.vantage': vantage,
    }),
    traceExporter: new OTLPTraceExporter({ url: `${base}/v1/traces`, timeoutMillis }),
    metricReaders: reader === undefined ? [sending] : [sending, reader],
    logRecordProcessors: [],
    textMapPropagator: null,
    instrumentations: [],
  });
  sdk.start();
  return {
    instruments: metrics.getMeter('fediscope'),
    spans: trace.getTracerProvider(),
    // Nor does its absence make the run a failure.
    shutdown: () => sdk.shutdown().catch(() => {}),
  };
}
