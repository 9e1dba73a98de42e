package io.eventlake.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results in the width of a terminal. */
class FittedLinesTest {

  private static final String LONG = "abcdefghijklmnopqrstuvwxyz";

  @Test
  void leavesAloneWhatFits() {
    assertThat(lines(40, List.of("n", "text"), row(1, "x"), row(null, LONG)))
        .containsExactly("n  text", "-  " + "-".repeat(26), "1  x", "   " + LONG);
  }

  @Test
  void keepsNumbersUnderTheirHeads() {
    assertThat(lines(40, List.of("text", "n"), row("x", 7)))
        .containsExactly("text  n", "----  -", "x     7");
  }

  @Test
  void cutsTheWidestColumns() {
    assertThat(lines(24, List.of("n", "text", "more"), row(1, LONG, LONG), row(22, "x", "y")))
        .containsExactly(
            " n  text       more",
            "--  ---------  ---------",
            " 1  abcdefgh…  abcdefgh…",
            "22  x          y")
        .allMatch(line -> line.length() <= 24);
  }

  @Test
  void cutsNoNumber() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 1; i <= 2000; i++) {
      rows.add(List.of(i, LONG, i));
    }

    List<String> lines = new ArrayList<>();
    FittedLines.of(ResultRows.of(List.of("a", "b", "c"), rows), 20).forEachRemaining(lines::add);
    assertThat(lines).hasSize(2002).last().isEqualTo("2000  abcdefghi…  2000");
  }

  @Test
  void countsLettersAsTheTerminalDoes() {
    assertThat(lines(10, List.of("text"), row("漢字漢字漢字"), row("e\u0301t\u00e9\u001b[2J")))
        .containsExactly("text", "-".repeat(10), "漢字漢字…", "e\u0301t\u00e9␛[2J");
  }

  @Test
  void expandsWhatHasTooManyColumns() {
    assertThat(lines(20, List.of("one", "b", "c"), row(LONG, LONG, LONG)))
        .containsExactly("-[ row 1 ]-", "one | " + LONG, "b   | " + LONG, "c   | " + LONG);
  }

  @Test
  void showsTheHeadsOfNothing() {
    assertThat(lines(20, List.of("one", "b"))).containsExactly("one  b", "---  -");
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // they are read only
  private static List<String> lines(int width, List<String> columns, List<Object>... rows) {
    List<String> lines = new ArrayList<>();
    FittedLines.of(ResultRows.of(columns, List.of(rows)), width).forEachRemaining(lines::add);
    return lines;
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }
}
