package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of Athena by name and number of arguments, each with its words in DuckDB: a text with
 * {@code $1} for the first argument, or code that prints the call.
 */
final class FunctionTable {

  /** A call in DuckDB's words. */
  interface Words {

    /**
     * Prints the call.
     *
     * @param arguments in DuckDB's words; of an aggregate with DISTINCT and ORDER BY
     * @param behind FILTER and OVER of an aggregate, with a blank before; else empty
     */
    String print(List<String> arguments, String behind);
  }

  /** Any number of arguments from a least one on. */
  private static final int MANY = 100;

  private static final Pattern ARGUMENT = Pattern.compile("\\$(\\d|b)");

  private final Map<String, TreeMap<Integer, Words>> words = new TreeMap<>();
  private final List<Special> special = new ArrayList<>();
  private final Map<String, String> refused = new TreeMap<>();

  /** A function of one row; each {@code $n} of the text is an argument. */
  FunctionTable add(String name, String text) {
    return add(name, arity(text), arguments -> fill(text, arguments, ""));
  }

  /** A function of one row that code prints. */
  FunctionTable add(String name, int arity, Function<List<String>, String> print) {
    return put(name, arity, (arguments, behind) -> ofOneRow(name, print.apply(arguments), behind));
  }

  /** A function of one row with as many arguments as one likes. */
  FunctionTable addMany(String name, int least, Function<List<String>, String> print) {
    return put(
        name, MANY + least, (arguments, behind) -> ofOneRow(name, print.apply(arguments), behind));
  }

  /** An aggregate or a function of windows; {@code $b} stands for what comes behind it. */
  FunctionTable aggregate(String name, String text) {
    return put(name, arity(text), (arguments, behind) -> fill(text, arguments, behind));
  }

  /** The same where each value counts, so that DISTINCT has no sense. */
  FunctionTable aggregateOfAll(String name, String text) {
    return put(name, arity(text), (arguments, behind) -> fill(text, all(name, arguments), behind));
  }

  /** An aggregate that code prints. */
  FunctionTable aggregate(String name, int arity, Words print) {
    return put(name, arity, (arguments, behind) -> print.print(all(name, arguments), behind));
  }

  /**
   * Other words for a function that is there, where an argument is of a kind.
   *
   * @param at which argument, from 0
   */
  FunctionTable where(int at, ValueType kind, String name, String text) {
    return where(at, kind, name, arity(text), (of, behind) -> fill(text, of, behind));
  }

  FunctionTable where(int at, ValueType kind, String name, int arity, Words print) {
    special.add(new Special(at, kind, name, arity, print));
    return this;
  }

  /** The same of a function with many arguments, where their common type is a kind. */
  FunctionTable whereAll(ValueType kind, String name, Function<List<String>, String> print) {
    special.add(new Special(-1, kind, name, 0, (of, behind) -> print.apply(of)));
    return this;
  }

  /** A function of Athena that is not to be had here. */
  FunctionTable refuse(String name, String instead) {
    refused.put(name, instead);
    return this;
  }

  Set<String> names() {
    return Collections.unmodifiableSet(words.keySet());
  }

  /** Names of functions with what to write instead. */
  Map<String, String> refused() {
    return Collections.unmodifiableMap(refused);
  }

  /**
   * A call.
   *
   * @param types of the arguments; none where they are not known
   */
  String print(String name, List<ValueType> types, List<String> arguments, String behind) {
    return special.stream()
        .filter(one -> one.isFor(name, types))
        .findFirst()
        .map(one -> one.print.print(arguments, behind))
        .orElseGet(() -> print(name, arguments, behind));
  }

  private String print(String name, List<String> arguments, String behind) {
    if (!words.containsKey(name)) {
      throw new SqlException("there is no function " + name + " here");
    }

    Words known = words.get(name).get(arguments.size());
    Map.Entry<Integer, Words> many = words.get(name).lastEntry();
    if (known == null && many.getKey() >= MANY && arguments.size() >= many.getKey() - MANY) {
      known = many.getValue();
    }

    if (known == null) {
      throw new SqlException(name + " takes " + counts(name) + ", and not " + arguments.size());
    }

    return known.print(arguments, behind);
  }

  private String counts(String name) {
    StringBuilder counts = new StringBuilder();
    for (int count : words.get(name).keySet()) {
      counts.append(counts.length() == 0 ? "" : " or ");
      counts.append(count >= MANY ? count - MANY + " or more" : Integer.toString(count));
    }

    return counts + (counts.toString().equals("1") ? " argument" : " arguments");
  }

  private FunctionTable put(String name, int arity, Words print) {
    if (words.computeIfAbsent(name, none -> new TreeMap<>()).put(arity, print) != null) {
      throw new IllegalStateException(name + " is there twice");
    }

    return this;
  }

  private static String ofOneRow(String name, String printed, String behind) {
    if (!behind.isEmpty()) {
      throw new SqlException(
          name + " is no aggregate: leave out" + behind.substring(0, 6).stripTrailing());
    }

    return printed;
  }

  private static List<String> all(String name, List<String> arguments) {
    if (!arguments.isEmpty() && arguments.get(0).startsWith("DISTINCT ")) {
      throw new SqlException(
          name + " takes no DISTINCT here; write a query with DISTINCT within FROM");
    }

    return arguments;
  }

  private static int arity(String text) {
    return ARGUMENT
        .matcher(text)
        .results()
        .filter(one -> !one.group(1).equals("b"))
        .mapToInt(one -> Integer.parseInt(one.group(1)))
        .max()
        .orElse(0);
  }

  private static String fill(String text, List<String> arguments, String behind) {
    return ARGUMENT
        .matcher(text)
        .replaceAll(
            one ->
                Matcher.quoteReplacement(
                    one.group(1).equals("b")
                        ? behind
                        : arguments.get(Integer.parseInt(one.group(1)) - 1)));
  }

  /** Words for arguments of a kind. */
  private static final class Special {

    private final int at;
    private final ValueType kind;
    private final String name;
    private final int arity;
    private final Words print;

    Special(int at, ValueType kind, String name, int arity, Words print) {
      this.at = at;
      this.kind = kind;
      this.name = name;
      this.arity = arity;
      this.print = print;
    }

    boolean isFor(String called, List<ValueType> types) {
      if (!called.equals(name) || types.isEmpty()) {
        return false;
      }

      return at < 0
          ? types.stream().reduce(ValueType.of(ValueType.Kind.NULL), ValueType::or).equals(kind)
          : types.size() == arity && types.get(at).equals(kind);
    }
  }
}
