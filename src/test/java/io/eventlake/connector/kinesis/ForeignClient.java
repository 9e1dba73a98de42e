package io.eventlake.connector.kinesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.testing.Emulators;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A producer that is not ours: AWS's own aws-kinesis-agg, on Node.js. */
final class ForeignClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StringBuilder aggregates = new StringBuilder();

  /** Records of one aggregate, to be added in their order. */
  static final class Aggregated {

    private final List<Map<String, String>> records = new ArrayList<>();

    Aggregated add(String partitionKey, String explicitHashKey, String data) {
      Map<String, String> record = new LinkedHashMap<>();
      record.put("partitionKey", partitionKey);
      if (explicitHashKey != null) {
        record.put("explicitHashKey", explicitHashKey);
      }

      record.put("data", data);
      records.add(record);
      return this;
    }
  }

  /** One more to pack. */
  ForeignClient add(Aggregated aggregate) throws Exception {
    aggregates.append(JSON.writeValueAsString(aggregate.records)).append('\n');
    return this;
  }

  /** Each as the client makes it. */
  List<byte[]> pack() throws Exception {
    Path script = Path.of(ForeignClient.class.getResource("/kinesis/pack.js").toURI());
    String installed = Emulators.DIRECTORY.resolve("kinesis-client").toString();
    Process node =
        new ProcessBuilder("node", script.toString(), installed)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream in = node.getOutputStream()) {
      in.write(aggregates.toString().getBytes(StandardCharsets.UTF_8));
    }

    String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (node.waitFor() != 0) {
      throw new IllegalStateException("node ended with " + node.exitValue());
    }

    return out.lines().map(Base64.getDecoder()::decode).toList();
  }
}
