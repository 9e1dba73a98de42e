package io.eventlake.testing.house.connector.files;

import io.eventlake.testing.house.operator.session.OptionsFunction;
import io.eventlake.testing.house.operator.session.Port;

/** Sees a port, which a connector may, and a function, which it may not. */
public class FilesLookup implements Port {

  @Override
  public void open() {
    new OptionsFunction().map("");
  }
}
