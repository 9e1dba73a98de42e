package io.eventlake.contract;

import java.util.List;
import java.util.stream.Collectors;

/** A page in the Markdown of GitHub. */
final class MarkdownPage implements PageFormat {

  private final StringBuilder text = new StringBuilder();

  @Override
  public void title(String title) {
    text.append("# ").append(title).append('\n');
  }

  @Override
  public void heading(String heading) {
    text.append("\n## ").append(heading).append('\n');
  }

  @Override
  public void subheading(String heading) {
    text.append("\n### ").append(heading).append('\n');
  }

  @Override
  public void paragraph(String sentences) {
    text.append('\n').append(sentences).append('\n');
  }

  @Override
  public void table(List<String> heads, List<List<String>> rows) {
    text.append('\n');
    line(heads);
    text.append("|---".repeat(heads.size())).append("|\n");
    rows.forEach(this::line);
  }

  @Override
  public void code(String lines) {
    text.append("\n```\n").append(lines).append("\n```\n");
  }

  @Override
  public String page() {
    return text.toString();
  }

  private void line(List<String> cells) {
    text.append(
        cells.stream()
            .map(cell -> " " + cell.replace("|", "\\|") + " ")
            .collect(Collectors.joining("|", "|", "|\n")));
  }
}
