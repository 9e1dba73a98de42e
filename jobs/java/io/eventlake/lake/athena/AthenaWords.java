package io.eventlake.lake.athena;

import io.eventlake.lake.athena.scalar.ScalarFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What printed statements stand on, macros and functions in Java, made known to a database when a
 * statement names it: to make all of them takes 0.2 s of CPU.
 */
public final class AthenaWords {

  private static final String RESOURCE = "/athena/macros.sql";

  private static final Pattern MACRO =
      Pattern.compile("(?ms)^CREATE OR REPLACE MACRO (athena_\\w+)\\(.*?;$");

  private static final Pattern WORD = Pattern.compile("\\bathena_\\w+");

  private static final Map<String, String> MACROS = macros();

  private final Connection duck;
  private final Set<String> known = new HashSet<>();

  /** Of a database that has none yet; sets the times of the connection to UTC. */
  public AthenaWords(Connection duck) throws SQLException {
    this.duck = duck;
    execute("SET TimeZone = 'UTC'");
    execute("SET error_on_division_by_zero = true");
  }

  /**
   * Makes known what a statement stands on.
   *
   * @param sql {@link AthenaStatement#toDuckDb()}
   */
  public synchronized void require(String sql) throws SQLException {
    Matcher words = WORD.matcher(sql);
    while (words.find()) {
      String word = words.group();
      if (ScalarFunctions.names().contains(word) && known.add(word)) {
        ScalarFunctions.register(word, duck);
      } else if (MACROS.containsKey(word) && known.add(word)) {
        // A macro binds only when what it names is there.
        require(MACROS.get(word));
        execute(MACROS.get(word));
      }
    }
  }

  /** Makes all known. */
  synchronized void requireAll() throws SQLException {
    require(String.join(" ", MACROS.keySet()) + " " + String.join(" ", ScalarFunctions.names()));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<String, String> macros() {
    try (InputStream in = AthenaWords.class.getResourceAsStream(RESOURCE)) {
      Map<String, String> macros = new HashMap<>();
      MACRO
          .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .results()
          .forEach(macro -> macros.put(macro.group(1), macro.group()));
      return macros;
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
  }
}
