package io.eventlake.family.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.site.visit.PlayerEvent;
import io.eventlake.family.site.visit.VideoView;
import io.eventlake.family.site.visit.Visit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the text of an event to what a visit keeps of it. */
class SiteNotesTest {

  /** A length that rounds to no microsecond is no length that nobody knows. */
  @ParameterizedTest
  @CsvSource({"200,200000000", "0.0000015,2", "0.0000004,1", "1e-9,1", "5e-324,1"})
  void aVideoIsNeverLongerThanItWasTold(String duration, long micros) {
    PlayerEvent play = player("1", "10:00:00", "play", 0, duration);
    PlayerEvent pause = player("2", "10:05:00", "pause", 300, duration);

    VideoView view = Visit.of(List.of(play, pause), pause.timeMillis).videoViews().get(0);

    assertThat(view.durationMicros).isEqualTo(micros);
    assertThat(view.contentMicros).isEqualTo(micros);
    assertThat(view.uniqueMicros).isEqualTo(micros);
    assertThat(view.completion()).isEqualTo(1.0);
  }

  private static PlayerEvent player(
      String id, String time, String action, int position, String duration) {
    String event =
        String.format(
            "{'specversion':'1.0','id':'%s','source':'/p','type':'t','time':'2026-04-01T%sZ','data':"
                + "{'event_type':'video_event','session_id':'A','video_id':'v','action':'%s',"
                + "'position':%d,'duration':%s}}",
            id, time, action, position, duration);

    return (PlayerEvent)
        new SiteNotes(SiteDecoded.SILVER).event(SiteDecoded.of(event).events.get(0));
  }
}
