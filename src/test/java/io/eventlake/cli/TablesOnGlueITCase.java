package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.GlueEndpoint;
import io.eventlake.testing.LocalS3;
import io.eventlake.testing.TestCredentials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code tables apply} on AWS, as the deployment calls it, of the sets that batches write. */
class TablesOnGlueITCase {

  @Test
  void setsOfBatchesAreMade() throws Exception {
    try (TestCredentials credentials = new TestCredentials();
        LocalS3 s3 = LocalS3.start().createBucket("lake").createBucket("source");
        GlueEndpoint glue = GlueEndpoint.start()) {
      assertThat(credentials).isNotNull();
      assertApplied(glue, s3, "product", "silver.product_activity");
      assertApplied(glue, s3, "site-marts", "gold.dim_users");
    }
  }

  private static void assertApplied(GlueEndpoint glue, LocalS3 s3, String set, String table) {
    List<String> words = new ArrayList<>(List.of("tables", "apply", "--family", set));
    for (String one :
        List.of(
            "lake.catalog=glue",
            "lake.warehouse=s3://lake/all",
            "lake.bronze-warehouse=s3://source/all",
            "lake.region=eu-central-1",
            "lake.glue-endpoint=" + glue.endpoint(),
            "lake.s3-endpoint=" + s3.endpoint(),
            "lake.s3-path-style=true")) {
      words.addAll(List.of("--set", one));
    }

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = words.toArray(new String[0]);
    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), all))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains(table).contains("Applied.");
    out.getBuffer().setLength(0);
    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), all)).isZero();
    assertThat(out.toString()).contains("All tables are as defined.");
  }
}
