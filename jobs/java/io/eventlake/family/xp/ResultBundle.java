package io.eventlake.family.xp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A CSV bundle of OneRoster: a zip whose {@code manifest.csv} says of each file whether it is
 * {@code bulk}, {@code delta} or {@code absent}. Read are {@code assessmentResults.csv}, else
 * {@code results.csv}; columns {@code metadata.xp} and so on are its metadata.
 */
final class ResultBundle {

  private static final String MANIFEST = "manifest.csv";
  private static final String[] FILES = {"assessmentResults", "results"};
  private static final CsvMapper CSV = new CsvMapper();
  private static final CsvSchema HEADER = CsvSchema.emptySchema().withHeader();
  private static final String METADATA = "metadata.";

  private final ZipFile zip;
  private final String file;
  private final String name;
  private final boolean isBulk;

  private ResultBundle(ZipFile zip, String file) throws IOException {
    this.zip = zip;
    this.file = file;
    Map<String, String> manifest = manifest();
    String found = null;
    for (String each : FILES) {
      String kind = manifest.getOrDefault("file." + each, "absent");
      if (found == null && !kind.equals("absent")) {
        found = each;
      }
    }

    if (found == null) {
      throw none(MANIFEST + " says that results and assessmentResults are absent");
    }

    String kind = manifest.get("file." + found);
    if (!kind.equals("bulk") && !kind.equals("delta")) {
      throw none(MANIFEST + " says of " + found + " neither bulk, delta nor absent: " + kind);
    }

    this.name = found;
    this.isBulk = kind.equals("bulk");
  }

  /** What is done with a bundle. */
  private interface Use {
    void of(ResultBundle bundle) throws IOException;
  }

  static boolean isBulk(Path path, String told) throws IOException {
    return use(path, told, bundle -> {});
  }

  /** As {@link ResultFile#read}. */
  static boolean read(Path path, String told, String suffix, ResultTaker taker) throws IOException {
    return use(path, told, bundle -> bundle.rows(suffix, taker));
  }

  private static boolean use(Path path, String told, Use use) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ResultBundle bundle = new ResultBundle(zip, told);
      use.of(bundle);
      return bundle.isBulk;
    } catch (ZipException e) {
      throw new XpInputException(
          told + " is no CSV bundle: it is no whole zip (" + e.getMessage() + ")", e);
    }
  }

  private Map<String, String> manifest() throws IOException {
    Map<String, String> manifest = new HashMap<>();
    try (MappingIterator<Map<String, String>> rows = open(MANIFEST)) {
      while (rows.hasNextValue()) {
        Map<String, String> row = rows.nextValue();
        manifest.put(row.get("propertyName"), row.get("value"));
      }
    } catch (JsonProcessingException e) {
      throw none(MANIFEST + " is no CSV: " + e.getOriginalMessage());
    }

    return manifest;
  }

  private void rows(String suffix, ResultTaker taker) throws IOException {
    try (MappingIterator<Map<String, String>> rows = open(name + ".csv")) {
      while (rows.hasNextValue()) {
        ObjectNode item = item(rows.nextValue());
        try {
          taker.take(ResultItem.read(item, suffix), item.path("metadata").toString());
        } catch (RejectedResultException e) {
          taker.reject(item.path("sourcedId").textValue(), item.toString(), e);
        }
      }
    } catch (JsonProcessingException e) {
      throw none(name + ".csv, " + ResultPage.line(e) + e.getOriginalMessage());
    }
  }

  private MappingIterator<Map<String, String>> open(String entry) throws IOException {
    ZipEntry found = zip.getEntry(entry);
    if (found == null) {
      throw none("it has no " + entry);
    }

    InputStream in = zip.getInputStream(found);
    return CSV.readerForMapOf(String.class).with(HEADER).readValues(in);
  }

  /** As REST has it; empty cells are none. */
  private ObjectNode item(Map<String, String> row) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = item.putObject("metadata");
    row.forEach(
        (column, cell) -> {
          if (cell == null || cell.isBlank()) {
            return;
          }

          if (column.equals("studentSourcedId")) {
            item.putObject("student").put("sourcedId", cell);
          } else if (column.endsWith("ineItemSourcedId")) {
            item.putObject("lineItem").put("sourcedId", cell);
          } else if (column.equals(METADATA + "xp")) {
            number(metadata, cell);
          } else if (column.startsWith(METADATA)) {
            metadata.put(column.substring(METADATA.length()), cell);
          } else {
            item.put(column, cell);
          }
        });
    if (isBulk && !item.has("dateLastModified") && item.has("scoreDate")) {
      item.set("dateLastModified", timeOf(item.get("scoreDate").textValue()));
    }

    return item;
  }

  /** Bulk files have no times of change: a later one of the same score counts. */
  private static TextNode timeOf(String score) {
    return JsonNodeFactory.instance.textNode(score.length() == 10 ? score + "T12:00:00Z" : score);
  }

  private static void number(ObjectNode metadata, String cell) {
    try {
      metadata.put("xp", new BigDecimal(cell.strip()));
    } catch (NumberFormatException e) {
      metadata.put("xp", cell);
    }
  }

  private XpInputException none(String why) {
    return new XpInputException(
        file
            + " is no CSV bundle of results: "
            + why
            + ". Nothing was read; repair it or move it away");
  }
}
