package io.eventlake.connector.oneroster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a CSV bundle of OneRoster has, read to its end: whole files in UTF-8 with as many cells as
 * their heads, and a {@code manifest.csv} that says of each whether it is bulk or delta.
 */
final class BundleContent {

  private static final CsvMapper CSV =
      CsvMapper.csvBuilder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE) // it is looked behind the last row
          .build();

  /** No text packs better; a file that says so is made to fill memory and disks. */
  private static final long MOST_UNPACKED = 200;

  private static final long LEAST_BOUND = 1L << 20;
  private static final String MANIFEST = "manifest.csv";

  /** {@code bulk} or {@code delta} of each type that it has. */
  final Map<String, String> kinds = new TreeMap<>();

  private final String told;
  private final long bound;
  private long rows;

  private BundleContent(String told, long packed) {
    this.told = told;
    this.bound = Math.max(LEAST_BOUND, packed * MOST_UNPACKED);
  }

  /**
   * Reads one.
   *
   * @param told where it came from, for messages
   * @throws FetchException when it is none of results
   */
  static BundleContent read(Path path, String told) {
    BundleContent content = new BundleContent(told, path.toFile().length());
    try (ZipFile zip = new ZipFile(path.toFile())) {
      content.readAll(zip);
    } catch (ZipException e) {
      throw content.none("it is no whole zip");
    } catch (CharacterCodingException e) {
      throw content.none("it is not in UTF-8");
    } catch (JsonProcessingException e) {
      throw content.none("a file of it is no CSV");
    } catch (IOException e) {
      throw new FetchException(told + " cannot be read: " + e.getMessage(), e);
    }

    return content;
  }

  long rows() {
    return rows;
  }

  private void readAll(ZipFile zip) throws IOException {
    Map<String, String> manifest = new HashMap<>();
    readEntry(
        zip, MANIFEST, row -> manifest.put(row.get(0), row.size() > 1 ? row.get(1).strip() : ""));
    for (ResultType type : ResultType.values()) {
      String kind = manifest.getOrDefault("file." + type.word, "absent");
      if (kind.equals("bulk") || kind.equals("delta")) {
        kinds.put(type.word, kind);
        rows += readTable(zip, type.word + ".csv");
      } else if (!kind.equals("absent")) {
        throw none(MANIFEST + " says of " + type.word + " neither bulk, delta nor absent");
      }
    }

    if (kinds.isEmpty()) {
      throw none(MANIFEST + " says that assessmentResults and results are absent");
    }
  }

  private long readTable(ZipFile zip, String name) throws IOException {
    int[] columns = {-1};
    long[] lines = {0};
    readEntry(
        zip,
        name,
        row -> {
          lines[0]++;
          if (columns[0] < 0) {
            columns[0] = row.size();
            if (!row.contains("sourcedId")) {
              throw none(name + " has no column sourcedId");
            }
          } else if (row.size() != columns[0]) {
            throw none(
                "row "
                    + lines[0]
                    + " of "
                    + name
                    + " has "
                    + row.size()
                    + " cells, not "
                    + columns[0]);
          }
        });
    if (lines[0] == 0) {
      throw none(name + " has no head");
    }

    return lines[0] - 1;
  }

  private void readEntry(ZipFile zip, String name, Row taker) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw none("it has no " + name);
    }

    CRC32 crc = new CRC32();
    try (InputStream all = zip.getInputStream(entry);
        InputStream bounded = ByteStreams.limit(all, bound);
        CheckedInputStream checked = new CheckedInputStream(bounded, crc);
        Reader text = new InputStreamReader(checked, StandardCharsets.UTF_8.newDecoder());
        MappingIterator<List<String>> lines = CSV.readerForListOf(String.class).readValues(text)) {
      while (lines.hasNextValue()) {
        List<String> row = lines.nextValue();
        if (row.size() > 1 || !row.get(0).isBlank()) {
          taker.take(row);
        }
      }

      ByteStreams.exhaust(checked);
      if (all.read() >= 0) {
        throw none(name + " unpacks to more than " + MOST_UNPACKED + " times the zip's size");
      } else if (crc.getValue() != entry.getCrc()) {
        throw none(name + " is not what was packed (its checksum differs)");
      }
    }
  }

  private FetchException none(String why) {
    return new FetchException(
        told + " is no CSV bundle of results: " + why + ". Nothing was landed; ask who made it");
  }

  /** What is done with a row. */
  private interface Row {
    void take(List<String> cells);
  }
}
