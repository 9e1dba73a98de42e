package io.eventlake.connector.files;

import java.io.IOException;
import java.util.List;

/** Writes the rows of a query's result in one format. */
public interface ResultWriter {

  /** Begins a result; called once before its rows. */
  void begin(List<String> columns) throws IOException;

  /** One row: texts, numbers, booleans, bytes, nulls, and lists and maps of them. */
  void row(List<Object> values) throws IOException;

  /** Ends a result; everything of it is on its way out afterwards. */
  void end() throws IOException;
}
