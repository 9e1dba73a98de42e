package io.eventlake.collect.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;

/** What an endpoint of Caliper tells of itself. */
final class CaliperEndpoint {

  private static final String CONTEXTS = "http://purl.imsglobal.org/ctx/caliper/";

  private static final int BYTES_OF_KB = 1_024;

  private final int mostBytes;
  private final List<String> extensions;

  /**
   * @param mostBytes of a body
   * @param extensions that are switched on
   */
  CaliperEndpoint(int mostBytes, List<String> extensions) {
    this.mostBytes = mostBytes;
    this.extensions = List.copyOf(extensions);
  }

  /** Its configuration, as the specification calls it. */
  void tell(Context request) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.putArray("caliperSupportedVersions").add(CONTEXTS + "v1p2").add(CONTEXTS + "v1p1");
    told.put("caliperMaximumPayloadSize", mostBytes / BYTES_OF_KB);
    ObjectNode switchedOn = told.putObject("caliperSupportedExtensions");
    extensions.forEach(extension -> switchedOn.put(extension, true));
    Answers.write(request, 200, told);
  }
}
