package io.eventlake.cli.format;

import io.eventlake.connector.files.JsonDocument;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** What is the verdict of all only where it is that of each. */
  private static final Set<Object> NOTHING = Set.of("PASS", "DONE");

  private final List<Map<String, Object>> gathered = new ArrayList<>();
  private String of;

  /** As if it had been given, for a command that has other formats, too. */
  public static FormatMixin of(boolean isJson) {
    FormatMixin mixin = new FormatMixin();
    mixin.format = isJson ? CommandFormat.JSON : CommandFormat.TABLE;
    return mixin;
  }

  public boolean isJson() {
    return format == CommandFormat.JSON;
  }

  /** Where sentences for people go: beside the document, where there is one. */
  public PrintWriter people(CommandLine told) {
    return isJson() ? told.getErr() : told.getOut();
  }

  /** Keeps the documents that are told from now on, which are of this family. */
  public void gather(String family) {
    of = family;
  }

  /** Writes a document, or keeps it among those of several families. */
  public void tell(Map<String, ?> document, PrintWriter out) {
    if (of == null) {
      write(document, out);
    } else {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("family", of);
      one.putAll(document);
      gathered.add(one);
    }
  }

  /**
   * Writes what was kept as one document: {@code verdict}, {@code families}.
   *
   * @param failed those whose verdict is that of all; none where all are in order
   */
  public void tellGathered(Collection<String> failed, PrintWriter out) {
    Object verdict =
        gathered.stream()
            .filter(one -> failed.isEmpty() || failed.contains(one.get("family")))
            .map(one -> one.get("verdict"))
            .filter(one -> !NOTHING.contains(one))
            .findFirst()
            .orElseGet(() -> gathered.get(0).get("verdict"));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("verdict", verdict);
    document.put("families", List.copyOf(gathered));
    write(document, out);
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
