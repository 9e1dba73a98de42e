package io.eventlake.cli.format;

import io.eventlake.lake.check.CheckResult;
import io.eventlake.lake.check.LakeChecks;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Checks as JUnit's XML, which build servers show: a test for each; a warning passes with a word.
 */
public final class JunitReport {

  /** What stands in a document. */
  private interface Content {
    void writeTo(JunitReport report) throws XMLStreamException;
  }

  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes one document: of one family its suite, of several a suite for each.
   *
   * @param families at least one
   */
  public static void write(Map<String, LakeChecks> families, PrintWriter out) {
    document(out, report -> report.families(families));
  }

  /** Writes a document of a run that ended before any check. */
  public static void writeError(String sentence, PrintWriter out) {
    document(out, report -> report.suite("eventlake check", List.of(), List.of(sentence)));
  }

  private static void document(PrintWriter out, Content content) {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      content.writeTo(new JunitReport(xml));
      xml.writeEndDocument();
      xml.flush();
      out.println();
      out.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The report cannot be written", e);
    }
  }

  private void families(Map<String, LakeChecks> families) throws XMLStreamException {
    if (families.size() == 1) {
      suite("eventlake check", families.values().iterator().next());
      return;
    }

    xml.writeStartElement("testsuites");
    for (Map.Entry<String, LakeChecks> family : families.entrySet()) {
      suite("eventlake check of " + family.getKey(), family.getValue());
    }

    xml.writeEndElement();
  }

  private void suite(String name, LakeChecks checks) throws XMLStreamException {
    suite(name, checks.results(), checks.unreadable());
  }

  private void suite(String name, List<CheckResult> results, List<String> unreadable)
      throws XMLStreamException {
    long failed = results.stream().filter(result -> !result.passed()).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", Integer.toString(results.size() + unreadable.size()));
    xml.writeAttribute("failures", Long.toString(failed));
    xml.writeAttribute("errors", Integer.toString(unreadable.size()));
    for (CheckResult result : results) {
      begin(result.table(), result.name());
      if (!result.passed()) {
        element("failure", result.meaning(), result.offending() + " rows: " + result.finding());
      } else if (!result.finding().isEmpty()) {
        xml.writeStartElement("system-out");
        xml.writeCharacters(clean(result.verdict() + ": " + result.finding()));
        xml.writeEndElement();
      }

      xml.writeEndElement();
    }

    for (String sentence : unreadable) {
      begin("lake", "can be read");
      element("error", "The lake can be read", sentence);
      xml.writeEndElement();
    }

    xml.writeEndElement();
  }

  private void begin(String table, String check) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(table));
    xml.writeAttribute("name", clean(check));
  }

  private void element(String name, String message, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeAttribute("message", clean(message));
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  /** What XML has no letter for, such as of an event's content. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(isXml(c) ? c : 0xFFFD));
    return clean.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c < 0xD800)
        || (c > 0xDFFF && c < 0xFFFE)
        || c > 0xFFFF;
  }
}
