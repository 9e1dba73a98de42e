package io.eventlake.connector.dynamodb;

import io.eventlake.config.SegmentsOptions;
import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.connector.check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Looks at the table of segments before a job reads it, with the calls that the job makes; changes
 * nothing. What a role may not do is a failure where the job does it, and else no matter.
 */
public final class SegmentTableCheck implements AutoCloseable {

  private static final String TABLE = "segments table";
  private static final String KEY = "segments key";
  private static final String CALLS = "segments calls";

  /** A user that nobody has: the answer is empty. */
  private static final String NOBODY = "eventlake-doctor";

  private static final int DENIED = 400;

  private final SegmentsOptions options;
  private final DynamoDbClient client;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param options of a job that looks users up, or scans the table
   */
  public SegmentTableCheck(SegmentsOptions options) {
    this.options = options;
    this.client =
        AwsEndpoint.configure(DynamoDbClient.builder(), options.region, options.endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /** One finding for each thing that was looked at. */
  public List<Finding> run() {
    boolean scans = options.initialLoad == SegmentsOptions.InitialLoad.SCAN;
    if (describe(scans)) {
      if (options.type == SegmentsOptions.Type.DYNAMODB) {
        call("Query", this::query);
      }

      if (scans) {
        call("Scan", () -> client.scan(to -> to.tableName(options.table).limit(1)));
      }
    }

    return findings;
  }

  @Override
  public void close() {
    client.close();
  }

  /** Returns whether there is a table to go on with. */
  private boolean describe(boolean needed) {
    try {
      TableDescription table = client.describeTable(to -> to.tableName(options.table)).table();
      findings.add(Finding.ok(TABLE, options.table + " is " + table.tableStatusAsString()));
      key(table);
      return true;
    } catch (ResourceNotFoundException e) {
      findings.add(
          Finding.fail(
              TABLE,
              "The table "
                  + options.table
                  + " does not exist in region "
                  + options.region
                  + ": create it, or correct segments.table and segments.region"));
      return false;
    } catch (DynamoDbException e) {
      if (isDenied(e) && !needed) {
        findings.add(
            Finding.ok(TABLE, "its key was not looked at, since DescribeTable is not allowed"));
        return true;
      }

      findings.add(Finding.fail(TABLE, refusal("DescribeTable", e)));
      return isDenied(e);
    } catch (SdkException e) {
      findings.add(
          Finding.fail(
              TABLE,
              "DynamoDB cannot be reached: "
                  + e.getMessage()
                  + "; check segments.region, segments.endpoint and the credentials"));
      return false;
    }
  }

  private void key(TableDescription table) {
    Map<String, ScalarAttributeType> types =
        table.attributeDefinitions().stream()
            .collect(
                Collectors.toMap(
                    AttributeDefinition::attributeName, AttributeDefinition::attributeType));
    String hash =
        table.keySchema().stream()
            .filter(element -> element.keyType() == KeyType.HASH)
            .map(KeySchemaElement::attributeName)
            .findFirst()
            .orElse("");
    if (hash.equals(SegmentAttributes.USER) && types.get(hash) == ScalarAttributeType.S) {
      findings.add(Finding.ok(KEY, "the partition key is " + hash + ", a text"));
    } else {
      findings.add(
          Finding.fail(
              KEY,
              "The partition key of "
                  + options.table
                  + " is "
                  + hash
                  + " of type "
                  + types.get(hash)
                  + ", not "
                  + SegmentAttributes.USER
                  + " of type S: name the right table in segments.table"));
    }
  }

  private void query() {
    client.query(
        to ->
            to.tableName(options.table)
                .keyConditionExpression(SegmentAttributes.USER + " = :user")
                .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(NOBODY)))
                .limit(1));
  }

  private void call(String name, Runnable call) {
    try {
      call.run();
      findings.add(Finding.ok(CALLS, name + " is allowed"));
    } catch (SdkException e) {
      findings.add(Finding.fail(CALLS, refusal(name, e)));
    }
  }

  private String refusal(String call, SdkException e) {
    return call
        + " is answered with: "
        + e.getMessage()
        + "; allow the role dynamodb:"
        + call
        + " on the table "
        + options.table;
  }

  private static boolean isDenied(DynamoDbException e) {
    return e.statusCode() == DENIED
        && e.awsErrorDetails() != null
        && "AccessDeniedException".equals(e.awsErrorDetails().errorCode());
  }
}
