package io.eventlake.cli.format;

import io.eventlake.connector.files.JsonDocument;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The option {@code --format} of commands that tell what they have found. */
public final class FormatMixin {

  @Option(
      names = "--format",
      defaultValue = "table",
      showDefaultValue = Visibility.NEVER,
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); JSON is one document, see"
              + " docs/operations.md.")
  private CommandFormat format = CommandFormat.TABLE;

  public boolean isJson() {
    return format == CommandFormat.JSON;
  }

  /** Where sentences for people go: beside the document, where there is one. */
  public PrintWriter people(CommandLine told) {
    return isJson() ? told.getErr() : told.getOut();
  }

  /** Begins a document. */
  public static Map<String, Object> document(String verdict) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("verdict", verdict);
    return document;
  }

  /** Writes a document. */
  public static void write(Map<String, ?> document, PrintWriter out) {
    out.println(JsonDocument.of(document));
    out.flush();
  }
}
