package io.eventlake.connector.dynamodb;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.connector.aws.AwsErrors;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportFormat;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportType;
import software.amazon.awssdk.services.dynamodb.model.ExportViewType;
import software.amazon.awssdk.services.dynamodb.model.S3SseAlgorithm;

/** Asks DynamoDB for exports of a table, and how they are doing. */
public final class TableExports implements AutoCloseable {

  /** A wish that failed so often is not asked for again. */
  private static final int MOST_FAILED = 5;

  private final DynamoDbClient client;

  /**
   * @param endpoint in place of the region's, or null
   */
  public TableExports(String region, String endpoint) {
    this.client =
        AwsEndpoint.configure(DynamoDbClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /**
   * Begins an export; one that was asked for within the last eight hours is the same one, unless it
   * failed.
   *
   * @throws ConfigException when DynamoDB refuses, with what to do
   */
  public TableExport begin(ExportWish wish) {
    String failed = "";
    for (int attempt = 0; ; attempt++) {
      TableExport export = ask(wish, failed);
      if (!export.isFailed()) {
        return export;
      } else if (attempt == MOST_FAILED) {
        throw new ConfigException(export.failure());
      }

      failed = export.arn();
    }
  }

  /**
   * How an export is doing.
   *
   * @throws ConfigException when DynamoDB does not say
   */
  public TableExport describe(String arn) {
    try {
      return new TableExport(
          client.describeExport(request -> request.exportArn(arn)).exportDescription());
    } catch (SdkException e) {
      throw new ConfigException(
          "DynamoDB does not say how the export "
              + arn
              + " is doing: "
              + AwsErrors.message(e)
              + (AwsErrors.isDenied(e) ? "; allow the role dynamodb:DescribeExport on it" : ""),
          e);
    }
  }

  /**
   * The same; empty where there is no such export, or none any more.
   *
   * @throws ConfigException when DynamoDB does not say
   */
  public Optional<TableExport> find(String arn) {
    try {
      return Optional.of(describe(arn));
    } catch (ConfigException e) {
      if (e.getCause() instanceof ExportNotFoundException) {
        return Optional.empty();
      }

      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private TableExport ask(ExportWish wish, String failed) {
    try {
      return new TableExport(
          client.exportTableToPointInTime(request(wish, failed)).exportDescription());
    } catch (SdkException e) {
      throw new ConfigException(
          "DynamoDB does not export "
              + wish.tableArn()
              + ": "
              + AwsErrors.message(e)
              + remedy(wish, e),
          e);
    }
  }

  private static ExportTableToPointInTimeRequest request(ExportWish wish, String failed) {
    ExportTableToPointInTimeRequest.Builder request =
        ExportTableToPointInTimeRequest.builder()
            .tableArn(wish.tableArn())
            .clientToken(wish.token(failed))
            .s3Bucket(wish.bucket())
            .s3Prefix(wish.prefix().isEmpty() ? null : wish.prefix())
            .exportFormat(ExportFormat.DYNAMODB_JSON);
    if (wish.kmsKey() != null) {
      request.s3SseAlgorithm(S3SseAlgorithm.KMS).s3SseKmsKeyId(wish.kmsKey());
    }

    return wish.from() == null
        ? request.exportType(ExportType.FULL_EXPORT).exportTime(wish.to()).build()
        : request
            .exportType(ExportType.INCREMENTAL_EXPORT)
            .incrementalExportSpecification(
                window ->
                    window
                        .exportFromTime(wish.from())
                        .exportToTime(wish.to())
                        // What counts is what an item became.
                        .exportViewType(ExportViewType.NEW_IMAGE))
            .build();
  }

  private static String remedy(ExportWish wish, SdkException e) {
    String code = AwsErrors.code(e);
    if (AwsErrors.isDenied(e)) {
      return "; allow the role dynamodb:ExportTableToPointInTime on the table, s3:PutObject and"
          + " s3:AbortMultipartUpload on the bucket "
          + wish.bucket()
          + (wish.kmsKey() == null ? "" : ", and kms:GenerateDataKey and kms:Decrypt on its key");
    } else if (code.equals("PointInTimeRecoveryUnavailableException")) {
      return "; turn on point-in-time recovery of the table, which keeps what an export is made of";
    } else if (code.equals("InvalidExportTimeException")) {
      return "; point-in-time recovery has the last 35 days at most, from when it was turned on to"
          + " five minutes ago";
    } else if (code.equals("TableNotFoundException")) {
      return "; correct metrics.table";
    }

    return "";
  }
}
