package io.eventlake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownWordsTest {

  private final UnknownWords words = new UnknownWords(EventContract.of("web"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'evnt_type':'page_view'}            | /evnt_type: did you mean event_type?
          {'event_type':'pageview'}            | /event_type: did you mean page_view?
          {'ctx':{'page_ulr':'x'}}             | /ctx/page_ulr: did you mean page_url?
          {'session':{'utm':{'Source':'x'}}}   | /session/utm/Source: did you mean source?
          {'page_url':'x'}                     | /page_url: did you mean ctx.page_url?
          {'analytics':true}                   | /analytics: did you mean privacy.analytics or user.consent.analytics?
          {'chart':{'action':'srot'}}          | /chart/action: did you mean sort?
          {'chart':{'action':'srot'},'ts':tru  | /chart/action: did you mean sort?
          """)
  void whatIsNearlyTheContractsIsTold(String record, String told) {
    assertThat(of(record)).containsExactly(told);
  }

  /** A name or a word that is far from all is a producer's own, and may be anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'event_type':'page_view','ctx':{'page_url':'x','theme':'dark'}}",
        "{'event_type':'anna@shop.example'}",
        "{'product_ids_2':[],'anna@shop.example':1,'':2,'event_type1':'x'}",
        "{'chart':{'product_ids':[],'product_id':'x'}}",
        "{'event_type':['pageview']}",
        "[{'evnt_type':1}]",
        "'evnt_type'",
        "",
        "{"
      })
  void otherwiseNothingIs(String record) {
    assertThat(of(record)).isEmpty();
  }

  /** What an envelope has within is no mistake without it. */
  @Test
  void aBareEventIsHeldToWhatIsBare() {
    UnknownWords site = new UnknownWords(EventContract.of("site"));

    assertThat(site.of(json("{'event_type':'page_view','event_id':'1','page_ulr':'/'}")))
        .hasToString("[/page_ulr: did you mean page_url?]");
    assertThat(site.of(json("{'specversion':'1.0','page_url':'/'}")))
        .hasToString("[/page_url: did you mean data.page_url?]");
  }

  @Test
  void aTextThatEndsBeforeItsTimeIsReadSoFar() {
    byte[] record = "{\"evnt_type\":1,\"ctx\":{\"a\":\"b?\"}}".getBytes(UTF_8);
    record[record.length - 4] = (byte) 0xFF;

    // The object never ends, so nothing says which names are missing in it.
    assertThat(words.of(record)).isEmpty();
    assertThat(of("{'evnt_type':1}")).hasSize(1);
  }

  private List<String> of(String record) {
    return words.of(json(record)).stream().map(UnknownWord::toString).collect(Collectors.toList());
  }

  private static byte[] json(String record) {
    return record.replace('\'', '"').getBytes(UTF_8);
  }
}
