package io.eventlake.cli.format;

import io.eventlake.connector.files.CsvResultWriter;
import io.eventlake.connector.files.HtmlResultWriter;
import io.eventlake.connector.files.JsonResultWriter;
import io.eventlake.connector.files.MarkdownResultWriter;
import io.eventlake.connector.files.ResultWriter;
import io.eventlake.connector.files.TableResultWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.function.Function;

/** How the rows of a result are written. */
public enum RowFormat {
  TABLE(TableResultWriter::new),
  CSV(out -> new CsvResultWriter(out, ',')),
  TSV(out -> new CsvResultWriter(out, '\t')),
  JSON(JsonResultWriter::new),
  MARKDOWN(MarkdownResultWriter::new),
  HTML(HtmlResultWriter::new),
  /** A file that the engine writes; there is no text of it. */
  PARQUET(null);

  private final Function<Writer, ResultWriter> writer;

  RowFormat(Function<Writer, ResultWriter> writer) {
    this.writer = writer;
  }

  /** Whether it is written as text. */
  public boolean isText() {
    return writer != null;
  }

  /** Writes results as text, one after the other. */
  public ResultWriter writer(Writer out) {
    return writer.apply(out);
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
