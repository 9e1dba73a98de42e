package io.eventlake.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * The page as one document for programs: {@code sections} with what stands below each heading, rows
 * of tables as objects by their heads.
 */
final class JsonPage implements PageFormat {

  private final ObjectNode document = JsonNodeFactory.instance.objectNode();

  /** Where what comes next belongs. */
  private ObjectNode section = document;

  private ObjectNode chapter = document;

  JsonPage(String family) {
    document.put("verdict", "DONE");
    document.put("family", family);
  }

  @Override
  public void title(String title) {
    document.put("title", title);
  }

  @Override
  public void heading(String heading) {
    chapter = document.withArray("sections").addObject().put("heading", heading);
    section = chapter;
  }

  @Override
  public void subheading(String heading) {
    section = chapter.withArray("sections").addObject().put("heading", heading);
  }

  @Override
  public void paragraph(String sentences) {
    section.withArray("paragraphs").add(sentences);
  }

  @Override
  public void table(List<String> heads, List<List<String>> rows) {
    ArrayNode all = section.withArray("rows");
    for (List<String> row : rows) {
      ObjectNode one = all.addObject();
      for (int i = 0; i < heads.size(); i++) {
        one.put(heads.get(i).toLowerCase(Locale.ROOT).replace(' ', '_'), row.get(i));
      }
    }
  }

  @Override
  public void code(String lines) {
    section.withArray("code").add(lines);
  }

  @Override
  public String page() {
    return EventContract.pretty(document) + "\n";
  }
}
