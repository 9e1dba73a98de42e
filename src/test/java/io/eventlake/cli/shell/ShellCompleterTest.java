package io.eventlake.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Tab offers, at the place of the bar. */
class ShellCompleterTest {

  private final ShellCompleter completer = new ShellCompleter(new KnownNames(new FakeSession()));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          SEL|                                           ; SELECT
          sel|                                           ; select
          \\t|                                           ; \\timing
          SELECT * FROM |                                ; silver.events bronze.events gold.v_daily v_daily
          SELECT * FROM silver.e|                        ; silver.events
          SELECT 1 FROM a, b JOIN gold.|                 ; gold.v_daily
          \\d v|                                         ; v_daily
          SELECT event_| FROM silver.events              ; event_id event_type
          SELECT lower(event_t| FROM v_daily             ; event_type
          SELECT e.t| FROM silver.events AS e            ; e.ts
          SELECT events.t| FROM silver.events            ; events.ts
          SELECT count|                                  ; count( count_if(
          SELECT * FROM silver.events gro|               ; group-by grouping-sets
          SELECT 'from silver.e|                         ;
          """)
  void offers(String typed, String offered) {
    assertThat(candidates(typed))
        .containsExactlyElementsOf(offered == null ? List.of() : List.of(offered.split(" ")));
  }

  /** Those that begin as what is typed, as the line reader chooses them. */
  private List<String> candidates(String typed) {
    int cursor = typed.indexOf('|');
    String line = typed.replace("|", "");
    var parsed = new StatementParser().parse(line, cursor, ParseContext.COMPLETE);
    List<Candidate> candidates = new ArrayList<>();
    completer.complete(null, parsed, candidates);
    String word = parsed.word().substring(0, parsed.wordCursor());
    return candidates.stream()
        .map(Candidate::value)
        .filter(value -> value.startsWith(word))
        .map(value -> value.replace(' ', '-'))
        .toList();
  }
}
