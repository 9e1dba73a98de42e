package io.eventlake.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.bench.measure.Median;
import io.eventlake.connector.files.TableResultWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What each round told of each question; shows the medians. */
final class Figures {

  private static final String NONE = "";

  /** Of one question: a process of its own, the first time in a session, and again there. */
  private static final class Question {
    private final List<Cost> process = new ArrayList<>();
    private final List<Cost> first = new ArrayList<>();
    private final List<Cost> again = new ArrayList<>();
  }

  private final Map<String, Question> questions = new LinkedHashMap<>();

  void process(String name, Cost cost) {
    question(name).process.add(cost);
  }

  /** Takes the line of a {@link SessionCommand}. */
  void session(JsonNode figures) {
    figures
        .fields()
        .forEachRemaining(
            entry -> {
              Question question = question(entry.getKey());
              for (int time = 0; time < entry.getValue().size(); time++) {
                JsonNode cost = entry.getValue().get(time);
                (time == 0 ? question.first : question.again)
                    .add(new Cost(cost.get("cpuNanos").asLong(), cost.get("wallNanos").asLong()));
              }
            });
  }

  void print(PrintWriter out) throws IOException {
    TableResultWriter table = new TableResultWriter(out);
    table.begin(
        List.of(
            "question",
            "process, CPU s",
            "process, s",
            "first in session, CPU ms",
            "first, ms",
            "again, CPU ms",
            "again, ms"));
    for (Map.Entry<String, Question> each : questions.entrySet()) {
      table.row(row(each.getKey(), List.of(each.getValue())));
    }

    List<Question> reports = new ArrayList<>();
    questions.forEach(
        (name, question) -> {
          if (Statements.isReport(name)) {
            reports.add(question);
          }
        });
    table.row(row(reports.size() + " reports in all", reports));
    table.end();
    out.flush();
  }

  private Question question(String name) {
    return questions.computeIfAbsent(name, any -> new Question());
  }

  private static List<Object> row(String name, List<Question> questions) {
    List<Object> row = new ArrayList<>(List.of(name));
    for (ToLongFunction<Cost> part : parts()) {
      row.add(sum(questions, question -> question.process, part, 1e9, "%.2f"));
    }

    for (ToLongFunction<Cost> part : parts()) {
      row.add(sum(questions, question -> question.first, part, 1e6, "%.1f"));
    }

    for (ToLongFunction<Cost> part : parts()) {
      row.add(sum(questions, question -> question.again, part, 1e6, "%.1f"));
    }

    return row;
  }

  private static List<ToLongFunction<Cost>> parts() {
    return List.of(Cost::cpuNanos, Cost::wallNanos);
  }

  /** Of the medians; nothing where it was not measured. */
  private static String sum(
      List<Question> questions,
      Function<Question, List<Cost>> costs,
      ToLongFunction<Cost> part,
      double unit,
      String format) {
    double sum = 0;
    for (Question question : questions) {
      sum += Median.of(costs.apply(question).stream().mapToDouble(part::applyAsLong));
    }

    return Double.isNaN(sum) ? NONE : String.format(Locale.ROOT, format, sum / unit);
  }
}
