package io.eventlake.serve.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

/**
 * The table of options in docs/serving.md is made of the options: {@code -Dupdate.golden=true}
 * writes it.
 */
class ServingPageTest {

  private static final Path PAGE = Path.of("..", "docs", "serving.md");
  private static final String HEAD = "| option | default | what it is |\n|---|---|---|\n";

  @Test
  void theTableIsThatOfTheOptions() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(HEAD);
    int blank = page.indexOf("\n\n", begin);
    int end = blank < 0 ? page.length() : blank + 1;
    String table = HEAD + rows();
    if (Boolean.getBoolean("update.golden")) {
      Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
      return;
    }

    assertThat(page.substring(begin, end)).isEqualTo(table);
  }

  private static String rows() throws IllegalAccessException {
    StringBuilder rows = new StringBuilder();
    for (Field field : ServeOptions.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
        ConfigOption<?> option = (ConfigOption<?>) field.get(null);
        rows.append("| `")
            .append(option.key())
            .append("` | ")
            .append(value(option.defaultValue()))
            .append(" | ")
            .append(new HtmlFormatter().format(option.description()))
            .append(" |\n");
      }
    }

    return rows.toString();
  }

  private static String value(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Duration) {
      return "`" + ((Duration) value).toSeconds() + " s`";
    }

    return "`"
        + (value instanceof MemorySize ? ((MemorySize) value).getBytes() + " bytes" : value)
        + "`";
  }
}
