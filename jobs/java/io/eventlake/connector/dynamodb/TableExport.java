package io.eventlake.connector.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportType;

/** An export as DynamoDB describes it. */
public final class TableExport {

  private final ExportDescription description;

  TableExport(ExportDescription description) {
    this.description = description;
  }

  public String arn() {
    return description.exportArn();
  }

  /** The last part of its ARN, which is the name of its folder. */
  public String id() {
    return arn().substring(arn().lastIndexOf('/') + 1);
  }

  /** Its folder from the bucket's root. */
  public String folder() {
    return ExportSearch.folder(description.s3Prefix(), id());
  }

  public String bucket() {
    return description.s3Bucket();
  }

  /** As the service calls it, for people. */
  public String status() {
    return description.exportStatusAsString();
  }

  public boolean isCompleted() {
    return description.exportStatus() == ExportStatus.COMPLETED;
  }

  public boolean isFailed() {
    return description.exportStatus() == ExportStatus.FAILED;
  }

  /** A sentence with the service's own reason, and what to do. */
  public String failure() {
    return "The export "
        + arn()
        + " FAILED: "
        + description.failureCode()
        + ", "
        + description.failureMessage()
        + "; mend that and ask for another with metrics export";
  }

  /**
   * Whether it will tell all of these days: an incremental one exactly their changes, a full one
   * the items as they were when the last was over.
   *
   * @param to the last day, inclusive
   */
  public boolean tells(LocalDate from, LocalDate to, boolean isIncremental) {
    Instant end = midnight(to.plusDays(1));
    if (isIncremental != (description.exportType() == ExportType.INCREMENTAL_EXPORT)) {
      return false;
    }

    return isIncremental
        ? midnight(from).equals(description.incrementalExportSpecification().exportFromTime())
            && end.equals(description.incrementalExportSpecification().exportToTime())
        : !description.exportTime().isBefore(end);
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
