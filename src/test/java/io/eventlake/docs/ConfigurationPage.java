package io.eventlake.docs;

import io.eventlake.config.DecodeOptions;
import io.eventlake.config.DeployOptions;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.config.OptionGroup;
import io.eventlake.config.OptionGroups;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.job.Job;
import io.eventlake.job.JobCatalog;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** Makes docs/configuration.md of the options themselves. */
final class ConfigurationPage {

  private static final List<Class<?>> GROUPS =
      List.of(
          JobOptions.class,
          SourceOptions.class,
          DecodeOptions.class,
          SessionOptions.class,
          SegmentsOptions.class,
          LakeOptions.class,
          LocalOptions.class,
          DeployOptions.class);

  private static final String BEGINNING =
      """
      # Configuration

      <!-- Made from the options in jobs/java/io/eventlake/config by ConfigurationPageTest; do not edit. -->

      An option is `group.key`: on the command line `--set group.key=value`, in a file the property `key` of the
      property group `group`, in the format of Amazon Managed Service for Apache Flink (an example is
      `jobs/resources/application-properties-local.json`). Durations are written as `500 ms`, `30 s`, `10 min`, `24 h` or
      `PT24H`; days as `2026-03-01`, `today`, `yesterday` (of UTC); times as `2026-03-01T12:00:00Z` or as a day, which stands for its begin.
      The options of commands take the same. The case of a choice does not matter. Unknown keys and wrong values are refused, all of them in one message.

      On the service `lake.catalog` is `glue` unless it is set, and the groups `local` and `deploy` do nothing.

      Any job takes the groups `job`, `source`, `decode`, `session`, `segments`, `lake`, `local` and `deploy`; what does not concern it, does nothing. Some
      bring a group of their own, which others leave alone, so that one file serves all.

      | job | kind | what it does | its own group |
      |---|---|---|---|
      """;

  private ConfigurationPage() {}

  static String text() {
    return text(JobCatalog.all(), JobCatalog.options());
  }

  /** Of other jobs. */
  static String text(List<Job> jobs, OptionGroups options) {
    return BEGINNING
        + jobs.stream().map(ConfigurationPage::job).collect(Collectors.joining())
        + GROUPS.stream().map(group -> group(group, "")).collect(Collectors.joining())
        + options.all().stream()
            .map(group -> group(group.type(), ofJobs(options.jobsOf(group))))
            .collect(Collectors.joining());
  }

  private static String job(Job job) {
    String groups =
        job.groups().stream()
            .map(OptionGroup::name)
            .map(name -> "[`" + name + "`](#" + name + ")")
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s |\n",
        job.name(),
        job.kind(),
        escaped(job.description()),
        groups);
  }

  private static String ofJobs(Set<String> jobs) {
    return "Of the job "
        + jobs.stream().map(job -> "`" + job + "`").collect(Collectors.joining(", "))
        + ".\n\n";
  }

  private static String group(Class<?> group, String whose) {
    List<Field> fields =
        Arrays.stream(group.getFields())
            .filter(field -> field.getType() == ConfigOption.class)
            .collect(Collectors.toList());
    return "\n## "
        + option(fields.get(0)).key().split("\\.")[0]
        + "\n\n"
        + whose
        + "| option | type | default | what it is |\n|---|---|---|---|\n"
        + fields.stream().map(ConfigurationPage::line).collect(Collectors.joining());
  }

  private static String line(Field field) {
    ConfigOption<?> option = option(field);
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s |\n",
        option.key(),
        type((Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0]),
        defaultValue(option),
        escaped(new HtmlFormatter().format(option.description())));
  }

  private static ConfigOption<?> option(Field field) {
    try {
      return (ConfigOption<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " is public", e);
    }
  }

  private static String type(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(each -> "`" + written(each) + "`")
            .collect(Collectors.joining(", "))
        : type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String defaultValue(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value == null) {
      return "(none)";
    }

    String text = written(value);
    return text.isEmpty() ? "(empty)" : "`" + escaped(text) + "`";
  }

  private static String written(Object value) {
    if (value instanceof Duration) {
      return TimeUtils.formatWithHighestUnit((Duration) value);
    }

    return value instanceof Enum ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }
}
