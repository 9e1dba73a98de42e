package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.athena.CfnWorkGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Where one role asks Athena: a workgroup, and a folder of results, that are no other role's. A
 * result has what its query selected, columns that Lake Formation hides from others among them.
 *
 * @param role engineer, analyst or quicksight
 */
record Workgroup(String role) {

  static final Workgroup ENGINEER = new Workgroup("engineer");
  static final Workgroup ANALYST = new Workgroup("analyst");
  static final Workgroup QUICKSIGHT = new Workgroup("quicksight");

  String name(Settings settings) {
    return settings.names.of(role);
  }

  /** In the bucket of what is made; emptied after a week. */
  String folder() {
    return LakeBuckets.TEMPORARY + "athena/" + role + "/";
  }

  /** A query that would read more than the limit is stopped: a forgotten partition costs. */
  CfnWorkGroup build(Construct scope, Settings settings, DataStack data) {
    return CfnWorkGroup.Builder.create(scope, "Workgroup-" + role)
        .name(name(settings))
        .description("Queries of " + role + " in the lake, limited in what one may scan")
        .workGroupConfiguration(
            CfnWorkGroup.WorkGroupConfigurationProperty.builder()
                .enforceWorkGroupConfiguration(true)
                .publishCloudWatchMetricsEnabled(true)
                .bytesScannedCutoffPerQuery(settings.athenaScanLimitGigabytes * 1_000_000_000L)
                .engineVersion(
                    CfnWorkGroup.EngineVersionProperty.builder()
                        .selectedEngineVersion("Athena engine version 3")
                        .build())
                .resultConfiguration(
                    CfnWorkGroup.ResultConfigurationProperty.builder()
                        .outputLocation("s3://" + settings.processed.bucket() + "/" + folder())
                        .encryptionConfiguration(
                            CfnWorkGroup.EncryptionConfigurationProperty.builder()
                                .encryptionOption("SSE_KMS")
                                .kmsKey(data.keys.results.getKeyArn())
                                .build())
                        .build())
                .build())
        .build();
  }

  /** Queries in this workgroup, and its results. */
  List<PolicyStatement> use(Settings settings, DataStack data) {
    String bucket = data.buckets.processed.getBucketArn();
    return List.of(
        Statements.allow(
            List.of(
                "athena:StartQueryExecution",
                "athena:StopQueryExecution",
                "athena:GetQueryExecution",
                "athena:BatchGetQueryExecution",
                "athena:GetQueryResults",
                "athena:GetQueryResultsStream",
                "athena:GetWorkGroup"),
            List.of(data.arn("athena", "workgroup/" + name(settings)))),
        // No resource can be named for it: what it gives is what Lake Formation grants.
        Statements.allow(List.of("lakeformation:GetDataAccess"), List.of("*")),
        Statements.allow(
            List.of(
                "s3:GetObject",
                "s3:PutObject",
                "s3:AbortMultipartUpload",
                "s3:ListMultipartUploadParts"),
            List.of(bucket + "/" + folder() + "*")),
        Statements.allow(List.of("s3:GetBucketLocation"), List.of(bucket)),
        Statements.allow(
            List.of("s3:ListBucket"),
            List.of(bucket),
            Map.of("StringLike", Map.of("s3:prefix", folder() + "*"))),
        Statements.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(data.keys.results.getKeyArn())));
  }
}
