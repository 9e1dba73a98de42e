package io.eventlake.contract;

import java.util.List;

/** What a page for people is written in. Texts between back quotes are code. */
interface PageFormat {

  void title(String text);

  void heading(String text);

  void subheading(String text);

  void paragraph(String text);

  void table(List<String> heads, List<List<String>> rows);

  /** Lines as they are. */
  void code(String lines);

  /** The whole page. */
  String page();
}
