package io.eventlake.cli.format;

import io.eventlake.connector.files.JsonDocument;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --format} of commands that tell what they have found. */
public final class FormatMixin {

  @Option(
      names = "--format",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); JSON is one document, see"
              + " docs/operations.md.")
  private CommandFormat format = CommandFormat.TABLE;

  public boolean isJson() {
    return format == CommandFormat.JSON;
  }

  /** Writes a document. */
  public static void write(Map<String, ?> document, PrintWriter out) {
    out.println(JsonDocument.of(document));
    out.flush();
  }
}
