package io.eventlake.serve.analytics;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/** What tables take and would cost, by their metadata: files are not looked at. */
public final class CostRoutes implements Routes {

  private final Asked asked;
  private final ServeOptions options;

  public CostRoutes(Asked asked, ServeOptions options) {
    this.asked = asked;
    this.options = options;
  }

  @Override
  public void define(RoutesConfig to) {
    to.get("/v1/costs", this::costs);
  }

  private void costs(Context request) {
    Viewer viewer = asked.access.admin(request);
    new Question(request, Set.of());
    List<Map<String, Object>> tables = new ArrayList<>();
    long bytes = 0;
    for (String family : asked.families(viewer)) {
      LakeState state = asked.lake.state(viewer, family);
      try (LakeTables lake = new LakeTables(state.lake())) {
        for (TableName name : state.lake().set().tables()) {
          if (lake.exists(name)) {
            Map<String, Object> table = table(family, name, lake.load(name));
            tables.add(table);
            bytes += (Long) table.get("bytes");
          }
        }
      }
    }

    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("currency", options.currency);
    answer.put("pricePerGbMonth", options.storagePrice);
    answer.put("pricePerTbScanned", options.scanPrice);
    answer.put("bytes", bytes);
    answer.put("storagePerMonth", bytes / 1e9 * options.storagePrice);
    answer.put(
        "about",
        "Of the newest snapshot of each table; files that older snapshots alone need are not in it.");
    answer.put("tables", tables);
    Answers.write(request, answer);
  }

  private Map<String, Object> table(String family, TableName name, Table table) {
    Snapshot newest = table.currentSnapshot();
    long bytes = total(newest, SnapshotSummary.TOTAL_FILE_SIZE_PROP);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("family", family);
    shown.put("table", name.toString());
    shown.put("records", total(newest, SnapshotSummary.TOTAL_RECORDS_PROP));
    shown.put("bytes", bytes);
    shown.put("dataFiles", total(newest, SnapshotSummary.TOTAL_DATA_FILES_PROP));
    shown.put("deleteFiles", total(newest, SnapshotSummary.TOTAL_DELETE_FILES_PROP));
    int snapshots = 0;
    for (Snapshot ignored : table.snapshots()) {
      snapshots++;
    }

    shown.put("snapshots", snapshots);
    shown.put("storagePerMonth", bytes / 1e9 * options.storagePrice);
    shown.put("fullScan", bytes / 1e12 * options.scanPrice);
    return shown;
  }

  private static long total(Snapshot snapshot, String property) {
    return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
  }
}
