package io.eventlake.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;

/**
 * A key for each purpose, so that who may open one thing cannot open another: analysts and
 * QuickSight the results of queries, not the files of tables; producers the stream, not the lake.
 * Each can be taken away, and its use be read in CloudTrail, by itself.
 */
final class Keys {

  /** Bronze: what was received, persons included. */
  final Key source;

  /** Silver, gold and ops. */
  final Key processed;

  /** Results of queries. */
  final Key results;

  /** On its way in: both streams, the segment table, and what could not be delivered. */
  final Key streams;

  /** The jobs' own: state and snapshots, jars, logs, and alarms on their way to the topic. */
  final Key jobs;

  private final DataStack stack;
  private final Names names;

  Keys(DataStack stack, Names names) {
    this.stack = stack;
    this.names = names;
    source = key("Source", "bronze");
    processed = key("Processed", "silver, gold and ops");
    results = key("Results", "results of queries");
    streams = key("Streams", "streams, the segment table, the queue of undelivered");
    jobs = key("Jobs", "state of applications, jars, logs, alarms");
    logsAndAlarms();
    applicationState();
  }

  private Key key(String purpose, String what) {
    return Key.Builder.create(stack, purpose + "Key")
        .alias(names.of(purpose.toLowerCase(Locale.ROOT)))
        .description(names.title() + ": " + what)
        .enableKeyRotation(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  /** Services that use the key by themselves. */
  private void logsAndAlarms() {
    jobs.addToResourcePolicy(
        service(
            List.of("logs." + stack.getRegion() + ".amazonaws.com"),
            List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"),
            Map.of(
                "ArnEquals",
                Map.of(
                    "kms:EncryptionContext:aws:logs:arn",
                    names.applications().stream()
                        .map(name -> stack.arn("logs", "log-group:" + logGroup(name)))
                        .toList()))));
    jobs.addToResourcePolicy(
        service(
            List.of("cloudwatch.amazonaws.com"),
            List.of("kms:Decrypt", "kms:GenerateDataKey"),
            Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount()))));
  }

  /** What the service asks of a key that its applications' state is to be under. */
  private void applicationState() {
    String service = "kinesisanalytics.amazonaws.com";
    String infrastructure = "infrastructure.kinesisanalytics.amazonaws.com";
    Map<String, Object> context = context();
    jobs.addToResourcePolicy(
        service(
            List.of(service, infrastructure),
            List.of("kms:DescribeKey"),
            Map.of(
                "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                "ArnEquals", Map.of("aws:SourceArn", applications()))));
    jobs.addToResourcePolicy(
        service(
            List.of(service),
            List.of("kms:Decrypt", "kms:GenerateDataKey"),
            Map.of("StringEquals", context)));
    jobs.addToResourcePolicy(
        service(
            List.of(infrastructure),
            List.of("kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"),
            Map.of("StringEquals", context)));
    jobs.addToResourcePolicy(
        service(List.of(infrastructure), List.of("kms:CreateGrant"), grant(context)));
  }

  /** What whoever starts, updates or snapshots an application needs of the key, by the service. */
  List<PolicyStatement> operating() {
    List<String> key = List.of(jobs.getKeyArn());
    Map<String, Object> via =
        Map.of("kms:ViaService", "kinesisanalytics." + stack.getRegion() + ".amazonaws.com");
    Map<String, Object> both = new HashMap<>(context());
    both.putAll(via);
    return List.of(
        Statements.allow(List.of("kms:DescribeKey"), key, Map.of("StringEquals", via)),
        Statements.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"),
            key,
            Map.of("StringEquals", both)),
        Statements.allow(List.of("kms:CreateGrant"), key, grant(both)));
  }

  static String logGroup(String application) {
    return "/eventlake/" + application;
  }

  private Map<String, Object> context() {
    return Map.of("kms:EncryptionContext:aws:kinesisanalytics:arn", applications());
  }

  private static Map<String, Object> grant(Map<String, Object> context) {
    Map<String, Object> narrow = new HashMap<>(context);
    narrow.put("kms:GrantConstraintType", "EncryptionContextSubset");
    return Map.of(
        "StringEquals",
        narrow,
        "ForAllValues:StringEquals",
        Map.of("kms:GrantOperations", "Decrypt"));
  }

  private List<String> applications() {
    return names.applications().stream()
        .map(name -> stack.arn("kinesisanalytics", "application/" + name))
        .toList();
  }

  private static PolicyStatement service(
      List<String> services, List<String> actions, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .principals(services.stream().map(ServicePrincipal::new).toList())
        .actions(actions)
        .resources(List.of("*"))
        .conditions(conditions)
        .build();
  }
}
