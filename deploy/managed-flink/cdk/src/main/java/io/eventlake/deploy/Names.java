package io.eventlake.deploy;

import java.util.List;

/**
 * The names of what the templates make. With a stage, which is in all of them, a second lake has
 * its place beside the first in one account and region.
 */
final class Names {

  private final String stage;
  private final String prefix;
  private final List<String> jobs;

  /**
   * Names of a stage.
   *
   * @param stage of small letters and digits, or empty for the lake that has none
   * @param jobs that are applications; a stage called so would take another's names
   */
  Names(String stage, List<String> jobs) {
    if (!stage.matches("([a-z][a-z0-9]{0,9})?") || jobs.contains(stage)) {
      throw new IllegalArgumentException(
          "stage must be up to ten small letters and digits, no job's name, or empty: " + stage);
    }

    this.stage = stage;
    this.jobs = List.copyOf(jobs);
    this.prefix = stage.isEmpty() ? "eventlake" : "eventlake-" + stage;
  }

  /** Of what there is one of. */
  String lake() {
    return prefix;
  }

  String of(String part) {
    return prefix + "-" + part;
  }

  /** Of all applications. */
  List<String> applications() {
    return jobs.stream().map(this::of).toList();
  }

  /** The name of a resource in its template, which has no stage. */
  String id(String name) {
    return "eventlake" + name.substring(prefix.length());
  }

  /** As people read it. */
  String title() {
    return stage.isEmpty() ? "Eventlake" : "Eventlake " + stage;
  }

  /** Of the metrics that {@code bin/audit.sh} and {@code bin/check.sh} tell CloudWatch. */
  String namespace() {
    return stage.isEmpty() ? "Eventlake" : "Eventlake/" + stage;
  }

  /** A name of the context, for which a stage needs one of its own. */
  String staged(String name) {
    return stage.isEmpty() ? name : name + "-" + stage;
  }
}
