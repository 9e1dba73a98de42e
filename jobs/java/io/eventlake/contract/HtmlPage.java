package io.eventlake.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page as one HTML file that loads nothing and runs no script. */
final class HtmlPage implements PageFormat {

  private static final String STYLE = "/contract/page.css";

  private final StringBuilder body = new StringBuilder();
  private String title = "";

  @Override
  public void title(String text) {
    title = escape(text);
    element("h1", text);
  }

  @Override
  public void heading(String text) {
    element("h2", text);
  }

  @Override
  public void subheading(String text) {
    element("h3", text);
  }

  @Override
  public void paragraph(String text) {
    element("p", text);
  }

  @Override
  public void table(List<String> heads, List<List<String>> rows) {
    body.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\">\n<table>\n<thead>\n");
    line("th scope=\"col\"", "th", heads);
    body.append("</thead>\n<tbody>\n");
    rows.forEach(row -> line("td", "td", row));
    body.append("</tbody>\n</table>\n</div>\n");
  }

  @Override
  public void code(String lines) {
    body.append("<pre><code>").append(escape(lines)).append("</code></pre>\n");
  }

  @Override
  public String page() {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
        + title
        + "</title>\n<style>\n"
        + style()
        + "</style>\n</head>\n<body>\n<main>\n"
        + body
        + "</main>\n</body>\n</html>\n";
  }

  private void element(String name, String text) {
    body.append('<').append(name).append('>').append(inline(text));
    body.append("</").append(name).append(">\n");
  }

  private void line(String opening, String closing, List<String> cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append('<').append(opening).append('>').append(inline(cell));
      body.append("</").append(closing).append('>');
    }
    body.append("</tr>\n");
  }

  /** Every second piece between back quotes is code. */
  private static String inline(String text) {
    StringBuilder html = new StringBuilder();
    String[] pieces = text.split("`", -1);
    for (int i = 0; i < pieces.length; i++) {
      String piece = escape(pieces[i]);
      html.append(i % 2 == 0 ? piece : "<code>" + piece + "</code>");
    }

    return html.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream(STYLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(STYLE + " cannot be read", e);
    }
  }
}
