package io.eventlake.deploy;

import static io.eventlake.deploy.Visuals.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of visuals on a grid, filled from left to right. */
final class Sheet {

  private static final int COLUMNS = 36;
  private static final int ROWS = 10;

  private final String id;
  private final String name;
  private final Map<Map<String, Object>, Integer> visuals = new LinkedHashMap<>();

  Sheet(String id, String name) {
    this.id = id;
    this.name = name;
  }

  /**
   * Puts a visual beside the last, or below where the row is full.
   *
   * @param share of the row's width: a third, a half or the whole is 3, 2 or 1
   */
  Sheet with(int share, Map<String, Object> visual) {
    visuals.put(visual, COLUMNS / share);
    return this;
  }

  String id() {
    return id;
  }

  /** As CloudFormation writes it. */
  Map<String, Object> definition() {
    return map(
        "SheetId",
        id,
        "Name",
        name,
        "Visuals",
        List.copyOf(visuals.keySet()),
        "Layouts",
        List.of(map("Configuration", map("GridLayout", map("Elements", elements())))));
  }

  private List<Map<String, Object>> elements() {
    List<Map<String, Object>> elements = new ArrayList<>();
    int column = 0;
    int row = 0;
    for (Map.Entry<Map<String, Object>, Integer> visual : visuals.entrySet()) {
      if (column + visual.getValue() > COLUMNS) {
        column = 0;
        row += ROWS;
      }

      elements.add(
          map(
              "ElementId",
              visualId(visual.getKey()),
              "ElementType",
              "VISUAL",
              "ColumnIndex",
              column,
              "ColumnSpan",
              visual.getValue(),
              "RowIndex",
              row,
              "RowSpan",
              ROWS));
      column += visual.getValue();
    }

    return elements;
  }

  private static Object visualId(Map<String, Object> visual) {
    return ((Map<?, ?>) visual.values().iterator().next()).get("VisualId");
  }
}
