package io.eventlake.lake.athena;

import io.trino.sql.tree.CurrentCatalog;
import io.trino.sql.tree.CurrentPath;
import io.trino.sql.tree.CurrentSchema;
import io.trino.sql.tree.CurrentUser;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.WindowOperation;
import java.util.Map;

/** Parts of an expression that have no meaning here, and what to write instead. */
final class RefusedParts {

  private static final Map<Class<? extends Expression>, String> SENTENCES =
      Map.ofEntries(
          Map.entry(Parameter.class, "? is not known here; write the value itself"),
          Map.entry(CurrentUser.class, "there are no users here; write the name in quotes"),
          Map.entry(CurrentCatalog.class, "write 'awsdatacatalog', the only catalog here"),
          Map.entry(CurrentSchema.class, "no database is the current one here; write its name"),
          Map.entry(CurrentPath.class, "there is no path of functions here"),
          Map.entry(
              JsonExists.class,
              "JSON_EXISTS is not known here; write json_extract(..) IS NOT NULL"),
          Map.entry(JsonValue.class, "JSON_VALUE is not known here; write json_extract_scalar"),
          Map.entry(JsonQuery.class, "JSON_QUERY is not known here; write json_extract"),
          Map.entry(JsonObject.class, "JSON_OBJECT is not known here; write CAST(MAP(..) AS JSON)"),
          Map.entry(JsonArray.class, "JSON_ARRAY is not known here; write CAST(ARRAY[..] AS JSON)"),
          Map.entry(
              WindowOperation.class, "MATCH_RECOGNIZE is not known here; write lag and lead"));

  private RefusedParts() {}

  static String sentence(Expression node) {
    return SENTENCES.getOrDefault(node.getClass(), "this expression is not known here");
  }
}
