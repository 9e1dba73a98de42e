package io.eventlake.family.caliper.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One table of the rules: a file of the program with heads and lines, their cells between tabs. */
final class RuleTable {

  private final String name;
  private final List<String> heads;
  private final List<String[]> lines = new ArrayList<>();

  private RuleTable(String name, BufferedReader reader) throws IOException {
    this.name = name;
    heads = Arrays.asList(reader.readLine().split("\t", -1));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String[] cells = line.split("\t", -1);
      if (cells.length != heads.size()) {
        throw new IllegalStateException(name + " has another number of cells in: " + line);
      }

      lines.add(cells);
    }
  }

  /**
   * Reads a table.
   *
   * @param set the folder of the set of rules
   */
  static RuleTable of(String set, String table) {
    String resource = "/caliper/" + set + "/" + table + ".tsv";
    try (InputStream in = RuleTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }

      return new RuleTable(
          resource, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  int size() {
    return lines.size();
  }

  String cell(int line, String head) {
    int column = heads.indexOf(head);
    if (column < 0) {
      throw new IllegalStateException(name + " has no column " + head);
    }

    return lines.get(line)[column];
  }

  /** The words of a cell, between bars. */
  List<String> words(int line, String head) {
    String cell = cell(line, head);
    return cell.isEmpty() ? List.of() : List.of(cell.split("\\|"));
  }
}
