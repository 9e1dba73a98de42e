package io.eventlake.testing.house.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.iceberg.Table;

/** Has a name that says nothing, and imports what is kept to other rooms. */
public class TableHelper {

  public String describe(Table table) {
    return new ObjectMapper().createObjectNode().put("name", table.name()).toString();
  }
}
