package io.eventlake.family.caliper.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are IRIs, UUIDs and durations. */
class FormsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a?b=c%20d#e",
        "urn:tag:auto-attach",
        "http://purl.imsglobal.org/caliper/Person",
        "mailto:a@example.org",
        "https://example.org/Übung",
        "https://example.org/#/cfi/6/10!/4@0:0"
      })
  void iris(String text) {
    assertThat(Iri.isAbsolute(text)).isTrue();
    assertThat(Iri.isBlankNode(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "example.org/a",
        "/a/b",
        "https:",
        "1a:b",
        ":b",
        "a b:c",
        "https://example.org/a b",
        "https://example.org/\u00a0",
        "https://example.org/<a>",
        "https://example.org/\n",
        "_:"
      })
  void noIris(String text) {
    assertThat(Iri.isAbsolute(text)).isFalse();
    assertThat(Iri.isBlankNode(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"_:a", "_:b0"})
  void blankNodes(String text) {
    assertThat(Iri.isBlankNode(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P1D",
        "PT0S",
        "PT52.5S",
        "PT05M21S",
        "P1Y2M3DT4H5M6,7S",
        "P3W",
        "P1.5D",
        "PT3600S",
        "P2M",
        "P1YT1M"
      })
  void durations(String text) {
    assertThat(IsoDuration.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PT",
        "P1",
        "1D",
        "P1DT",
        "PT1M1H",
        "P1M1Y",
        "PT1.5M2S",
        "PT.5S",
        "PT1.S",
        "P1W1D",
        "P1Y1W",
        "-P1D",
        "PT1D",
        "P1H",
        "P1D ",
        "p1d",
        "PTT1S",
        "P1S",
        "P1DT1HT1M",
        "PT1H1H"
      })
  void noDurations(String text) {
    assertThat(IsoDuration.is(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6F1E1c5a-0d3b-4c52-9a76-000000000001"})
  void uuids(String text) {
    assertThat(Iri.isUuid(text)).isTrue();
    assertThat(Iri.isUuidUrn("urn:uuid:" + text)).isTrue();
    assertThat(Iri.isUuidUrn("URN:UUID:" + text)).isTrue();
    assertThat(Iri.isUuidUrn(text)).isFalse();
    assertThat(Iri.isUuidUrn("urn:uuie:" + text)).isFalse();
    assertThat(Iri.isUuid(text.replace("-", "0"))).isFalse();
    assertThat(Iri.isUuid(text.replace("6F", "6G"))).isFalse();
  }
}
