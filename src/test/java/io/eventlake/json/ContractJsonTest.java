package io.eventlake.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractJsonTest {

  private final ContractJson json = new ContractJson(List.of("ts", "user"));
  private final JsonText text = new JsonText();

  @Test
  void namesOfTheContractAreTheSameStrings() throws IOException {
    List<String> first = names("{\"ts\":1,\"user\":{\"ts\":2}}");
    List<String> second = names("{\"user\":1,\"ts\":2}");

    assertThat(first).containsExactly("ts", "user", "ts");
    assertThat(second.get(0)).isSameAs(first.get(1));
    assertThat(second.get(1)).isSameAs(first.get(0)).isSameAs(first.get(2));
  }

  @Test
  void manyOtherNamesAreForgotten() throws IOException {
    String ts = names("{\"ts\":1}").get(0);
    String other = names("{\"other\":1}").get(0);
    for (int i = 0; i < 100; i++) {
      names("{\"other" + i + "\":1}");
    }

    assertThat(names("{\"other\":1}").get(0)).isEqualTo(other).isNotSameAs(other);
    assertThat(names("{\"ts\":1}").get(0)).isEqualTo(ts);
  }

  private List<String> names(String record) throws IOException {
    text.decode(record.getBytes(UTF_8));
    List<String> names = new ArrayList<>();
    try (JsonParser parser = json.parser(text)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
        }
      }
    }

    return names;
  }
}
