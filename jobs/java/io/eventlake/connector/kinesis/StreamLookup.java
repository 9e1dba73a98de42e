package io.eventlake.connector.kinesis;

import java.util.Optional;

/** The port through which the guard looks at streams. */
interface StreamLookup {

  /** The stream, or nothing where there is none of this name. */
  Optional<StreamDescription> describe(String streamName);
}
