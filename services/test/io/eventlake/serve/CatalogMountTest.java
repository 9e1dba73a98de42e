package io.eventlake.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.connector.iceberg.LocalFileIO;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake as Iceberg's own client mounts it. */
class CatalogMountTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final TableIdentifier EVENTS = TableIdentifier.of("silver", "events");

  @TempDir static Path directory;
  private static FixtureLake lake;
  private static Served served;

  @BeforeAll
  static void makeLake() throws IOException {
    lake = new FixtureLake(directory.resolve("lake")).with("web").with("site");
    append("00000000-0000-4000-8000-000000000001");
    Path keys = directory.resolve("keys.json");
    Files.writeString(
        keys,
        "["
            + String.join(
                ",",
                Served.key("root", "\"admin\":true"),
                Served.key("all", "\"families\":{\"web\":true},\"persons\":true"),
                Served.key("plain", "\"families\":{\"web\":true}"),
                Served.key("rows", "\"families\":{\"web\":{\"ab_variant\":[\"a\"]}}"))
            + "]");
    served = Served.withKeys(lake, keys.toString(), CLOCK);
  }

  @AfterAll
  static void close() {
    served.close();
  }

  private static long append(String id) {
    return lake.append(
        "web",
        TableName.SILVER_EVENTS,
        "event_dt=2026-01-05/event_type=page_view",
        List.of(
            Map.of(
                "event_id",
                "'" + id + "'",
                "event_type",
                "'page_view'",
                "ts",
                "TIMESTAMP '2026-01-05 10:00:00'")));
  }

  private static RESTCatalog mount(String key) {
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize(
        "lake",
        Map.of(
            "uri",
            "http://127.0.0.1:" + served.server.port(),
            "token",
            key,
            "io-impl",
            LocalFileIO.class.getName(),
            "eventlake.place",
            directory.resolve("lake").toString()));
    return catalog;
  }

  @Test
  void aTableIsFoundAndPlannedAsItIs() throws IOException {
    try (RESTCatalog catalog = mount("all")) {
      assertThat(catalog.listNamespaces())
          .contains(Namespace.of("silver"))
          .doesNotContain(Namespace.of("site_silver"));
      assertThat(catalog.listTables(Namespace.of("silver"))).contains(EVENTS);
      assertThat(catalog.namespaceExists(Namespace.of("nowhere"))).isFalse();
      assertThat(catalog.tableExists(EVENTS)).isTrue();
      assertThat(catalog.tableExists(TableIdentifier.of("silver", "nothing"))).isFalse();
      assertThat(catalog.listViews(Namespace.of("silver"))).isEmpty();
      Table table = catalog.loadTable(EVENTS);
      long before = rows(table);
      long snapshot = append("00000000-0000-4000-8000-000000000002");
      table.refresh();
      assertThat(table.currentSnapshot().snapshotId()).isEqualTo(snapshot);
      assertThat(rows(table)).isEqualTo(before + 1);
    }
  }

  private static long rows(Table table) throws IOException {
    long rows = 0;
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        assertThat(table.io().newInputFile(task.file().location()).exists()).isTrue();
        rows += task.file().recordCount();
      }
    }

    return rows;
  }

  @Test
  void nothingIsWritten() throws IOException, InterruptedException {
    try (RESTCatalog catalog = mount("root")) {
      Table table = catalog.loadTable(EVENTS);
      assertThatThrownBy(() -> table.updateProperties().set("a", "b").commit())
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> catalog.dropTable(EVENTS))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(
              () -> catalog.createTable(TableIdentifier.of("silver", "mine"), new Schema()))
          .isInstanceOf(RuntimeException.class);
      assertThat(catalog.loadTable(EVENTS).properties()).doesNotContainKey("a");
    }

    for (String path :
        List.of(
            "/v1/namespaces",
            "/v1/namespaces/silver/tables/events",
            "/v1/namespaces/silver/properties",
            "/v1/namespaces/silver/register",
            "/v1/tables/rename",
            "/v1/transactions/commit",
            "/v1/oauth/tokens")) {
      HttpResponse<String> answer = served.post(path, "{}", "Authorization", "Bearer root");
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("\"type\":\"ForbiddenException\"", "\"code\":403");
      assertThat(served.post(path, "{}").statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void aTableIsMountedWholeOrNotAtAll() throws IOException {
    try (RESTCatalog catalog = mount("plain")) {
      assertThat(catalog.listNamespaces())
          .contains(Namespace.of("gold"))
          .doesNotContain(Namespace.of("silver"));
      assertThatThrownBy(() -> catalog.loadTable(EVENTS))
          .isInstanceOf(NoSuchNamespaceException.class);
      assertThat(catalog.tableExists(TableIdentifier.of("gold", "minute_activity"))).isTrue();
    }

    try (RESTCatalog catalog = mount("rows")) {
      assertThat(catalog.listNamespaces()).isEmpty();
      assertThatThrownBy(() -> catalog.loadTable(EVENTS)).isInstanceOf(RuntimeException.class);
    }

    try (RESTCatalog catalog = mount("root")) {
      TreeSet<String> names = new TreeSet<>();
      catalog.listNamespaces().forEach(name -> names.add(name.toString()));
      assertThat(names).contains("bronze", "silver", "gold", "ops", "site_silver");
    }
  }

  @Test
  void whoIsNotKnownIsTold() {
    assertThatThrownBy(() -> mount("nobody").loadTable(EVENTS))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("not known");
  }
}
