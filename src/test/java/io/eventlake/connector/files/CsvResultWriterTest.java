package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values between separators. */
class CsvResultWriterTest {

  @ParameterizedTest
  @ValueSource(chars = {',', '\t'})
  void nullIsNothingAndAnEmptyTextIsTwoQuotes(char separator) throws IOException {
    StringWriter out = new StringWriter();
    CsvResultWriter writer = new CsvResultWriter(out, separator);

    writer.begin(List.of("a", "b", "c"));
    writer.row(Arrays.asList(null, "", "x"));
    writer.row(Arrays.asList("", 1L, null));
    writer.end();

    assertThat(out.toString().replace(separator, ',')).isEqualTo("a,b,c\n,\"\",x\n\"\",1,\n");
  }
}
