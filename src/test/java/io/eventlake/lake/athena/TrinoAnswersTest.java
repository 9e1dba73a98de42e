package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.lake.sql.SqlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers of Athena's engine, written down in {@code athena/structure.txt}, are ours. */
@TestInstance(Lifecycle.PER_CLASS)
class TrinoAnswersTest {

  /** An ORDER BY of the whole statement, not within brackets. */
  private static final Pattern ORDERED = Pattern.compile("ORDER BY [^()]*(\\([^()]*\\)[^()]*)*$");

  private MemoryRelations lake;

  @BeforeAll
  void open() throws SQLException {
    lake = MemoryRelations.open();
  }

  @AfterAll
  void close() throws SQLException {
    lake.close();
  }

  static List<String> answers() throws IOException {
    try (InputStream in = TrinoAnswersTest.class.getResourceAsStream("/athena/structure.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toList());
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isTheSame(String line) throws SQLException {
    String answer = line.substring(0, line.indexOf('\t'));
    String statement = line.substring(line.indexOf('\t') + 1);
    if (answer.equals("error")) {
      assertThatThrownBy(() -> lake.run(statement))
          .isInstanceOfAny(SqlException.class, SQLException.class);
      return;
    }

    List<String> expected =
        answer.isEmpty() && lake.run(statement).isEmpty()
            ? List.of()
            : Stream.of(answer.split(" \\| ", -1))
                .map(row -> row.replace("NULL", "null"))
                .collect(Collectors.toList());
    if (ORDERED.matcher(statement).find()) {
      assertThat(lake.run(statement)).isEqualTo(expected);
    } else {
      assertThat(lake.run(statement)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
