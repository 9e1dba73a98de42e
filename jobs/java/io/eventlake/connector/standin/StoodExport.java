package io.eventlake.connector.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** An export of a stand-in, from its request to its end. */
final class StoodExport {

  private final JsonNode request;
  private final String arn;
  private final Instant from;
  private final Instant to;
  private final ExportWriter writer;
  private final String failure;
  private int looks;
  private String status = "IN_PROGRESS";

  /**
   * @param looks after how many it is completed
   * @param failure with what it fails then; null for none
   */
  StoodExport(
      JsonNode request,
      String tableArn,
      String id,
      Instant from,
      Instant to,
      int looks,
      String failure,
      Bucket bucket) {
    this.request = request;
    this.arn = tableArn + "/export/" + id;
    this.from = from;
    this.to = to;
    this.looks = looks;
    this.failure = failure;
    this.writer =
        new ExportWriter(bucket, tableArn, request.path("S3Prefix").asText(""), id, from, to);
  }

  String arn() {
    return arn;
  }

  boolean isOf(JsonNode other) {
    return request.equals(other);
  }

  /** Time passes: at the last look the files are there. */
  void look(TableHistory history, int linesPerFile) {
    if (!status.equals("IN_PROGRESS") || --looks > 0) {
      return;
    } else if (failure != null) {
      status = "FAILED";
      return;
    }

    List<String> lines = from == null ? history.items(to) : history.changes(from, to);
    for (int first = 0; first < lines.size(); first += linesPerFile) {
      writer.file(
          lines.subList(first, Math.min(first + linesPerFile, lines.size())).stream()
              .map(line -> line.getBytes(StandardCharsets.UTF_8))
              .iterator());
    }

    // DynamoDB writes a file for each partition, also for those without an item.
    writer.file(List.<byte[]>of().iterator());
    writer.complete();
    status = "COMPLETED";
  }

  ObjectNode described() {
    ObjectNode export = JsonNodeFactory.instance.objectNode();
    export.put("ExportArn", arn).put("ExportStatus", status);
    for (String name :
        List.of(
            "TableArn",
            "ClientToken",
            "S3Bucket",
            "S3Prefix",
            "S3SseAlgorithm",
            "S3SseKmsKeyId",
            "ExportFormat",
            "ExportType",
            "ExportTime",
            "IncrementalExportSpecification")) {
      if (request.has(name)) {
        export.set(name, request.get(name));
      }
    }

    if (status.equals("FAILED")) {
      export.put("FailureCode", "S3AccessDenied").put("FailureMessage", failure);
    }

    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("ExportDescription", export);
    return answer;
  }
}
