package io.eventlake.lake.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.MatchResult;

/**
 * A report as one HTML file that needs no other and no network: its {@link ReportTemplate} with the
 * slots filled. The page allows no script and no style but its own, by their hashes.
 */
final class ReportPage {

  private static final String FILE = "index.html";

  private final PageContent content;
  private final ReportTemplate template;
  private final String style = ReportResource.read("page.css");
  private final String charts = ReportResource.read("charts/echarts.common.min.js");
  private final String script = ReportResource.read("page.js");

  ReportPage(LakeReport report) {
    this.content = new PageContent(report);
    this.template = ReportTemplate.of(report.head().set);
  }

  /** Writes the page beside the one that is there, then puts it in its place. */
  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path written = Files.writeString(directory.resolve(FILE + ".new"), html());
    return Files.move(written, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The whole page. */
  String html() {
    return template.filled(this::fill);
  }

  private String fill(MatchResult slot) {
    String argument = slot.group(2);
    switch (slot.group(1)) {
      case "policy":
        return policy();
      case "style":
        return style;
      case "charts":
        return charts;
      case "script":
        return script;
      case "data":
        return content.data(template.drawn());
      case "head":
        return content.head(argument);
      case "reports":
        return content.reports(template.own());
      case "value":
        return content.value(argument.split(" ")[0], argument.split(" ")[1]);
      case "table":
        String[] parts = argument.split(" \\| ");
        return content.table(parts[0], parts[1], parts[2]);
      case "periods":
        return content.periods(argument.split(" \\| ")[1]);
      case "letters":
        return content.letters(argument.split(" \\| ")[0], argument.split(" \\| ")[1]);
      case "comparison":
        return content.comparison(argument);
      case "audit":
        return content.audit(argument);
      default:
        throw new IllegalStateException("page.html: there is no slot " + slot.group());
    }
  }

  private String policy() {
    return "default-src 'none'; img-src data:; style-src "
        + hash(style)
        + "; script-src "
        + hash(charts)
        + " "
        + hash(script)
        + "; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
