package io.eventlake.lake.athena;

import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a part of a statement can name: columns, results of WITH, windows; and what is around it.
 */
final class Scope {

  private final Optional<Scope> outer;
  private final List<Field> fields;
  private final Map<String, Printed> results;
  private final Map<String, WindowSpecification> windows;
  private final Set<String> beside;

  private Scope(
      Optional<Scope> outer,
      List<Field> fields,
      Map<String, Printed> results,
      Map<String, WindowSpecification> windows,
      Set<String> beside) {
    this.outer = outer;
    this.fields = List.copyOf(fields);
    this.results = results;
    this.windows = windows;
    this.beside = beside;
  }

  /** Nothing can be named. */
  static Scope empty() {
    return new Scope(Optional.empty(), List.of(), Map.of(), Map.of(), Set.of());
  }

  /** Columns that come before those of this scope. */
  Scope inner(List<Field> columns) {
    return new Scope(Optional.of(this), columns, Map.of(), Map.of(), Set.of());
  }

  /** One more result of WITH, which hides tables of its name. */
  Scope inner(String name, Printed result) {
    return new Scope(Optional.of(this), List.of(), Map.of(name, result), Map.of(), Set.of());
  }

  /** The same with named windows. */
  Scope withWindows(Map<String, WindowSpecification> named) {
    return new Scope(outer, fields, results, named, beside);
  }

  List<Field> fields() {
    return fields;
  }

  /** Columns of the nearest scope that has one of the name; more than one is ambiguous. */
  List<Field> find(String column, List<String> qualifier) {
    List<Field> found =
        fields.stream().filter(one -> one.is(column, qualifier)).collect(Collectors.toList());
    return found.isEmpty() && outer.isPresent() ? outer.get().find(column, qualifier) : found;
  }

  /** Columns of the nearest relation of the name. */
  List<Field> findAll(List<String> qualifier) {
    List<Field> found =
        fields.stream().filter(one -> one.isOf(qualifier)).collect(Collectors.toList());
    return found.isEmpty() && outer.isPresent() ? outer.get().findAll(qualifier) : found;
  }

  Optional<Printed> result(String name) {
    Optional<Printed> found = Optional.ofNullable(results.get(name));
    return found.isPresent() ? found : outer.flatMap(scope -> scope.result(name));
  }

  Optional<WindowSpecification> window(String name) {
    Optional<WindowSpecification> found = Optional.ofNullable(windows.get(name));
    return found.isPresent() ? found : outer.flatMap(scope -> scope.window(name));
  }

  /** Every column that can be named here, the nearest first. */
  List<Field> visible() {
    List<Field> all = new ArrayList<>(fields);
    outer.ifPresent(scope -> all.addAll(scope.visible()));
    return all;
  }

  /** The same; what a SELECT calls its results cannot be named in it, but was perhaps meant. */
  Scope besideResults(Set<String> names) {
    return new Scope(outer, fields, results, windows, names);
  }

  /** Whether a name that cannot be found is one of a result. */
  boolean isBesideResult(String name) {
    return beside.contains(name) || outer.filter(scope -> scope.isBesideResult(name)).isPresent();
  }
}
