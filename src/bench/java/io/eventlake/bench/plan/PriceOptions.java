package io.eventlake.bench.plan;

import picocli.CommandLine.Option;

/** List prices of us-east-1 as they were known in 2025, in US dollars; checked against no bill. */
final class PriceOptions {

  @Option(names = "--price-shard-hour", paramLabel = "USD", description = "A provisioned shard.")
  double shardHour = 0.015;

  @Option(
      names = "--price-put-million",
      paramLabel = "USD",
      description = "A million payload units of 25 KB into a stream.")
  double putMillion = 0.014;

  @Option(names = "--price-kpu-hour", paramLabel = "USD", description = "A KPU.")
  double kpuHour = 0.11;

  @Option(
      names = "--price-disk-month",
      paramLabel = "USD",
      description = "A GB of running storage, of which a KPU has 50.")
  double diskMonth = 0.10;

  @Option(
      names = "--price-s3-thousand",
      paramLabel = "USD",
      description = "A thousand writing calls to S3.")
  double s3Thousand = 0.005;

  @Option(names = "--price-s3-month", paramLabel = "USD", description = "A GB in S3.")
  double s3Month = 0.023;

  @Option(
      names = "--price-core-hour",
      paramLabel = "USD",
      description = "A core for maintain and audit.")
  double coreHour = 0.05;
}
