package io.eventlake.family.site.visit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a session keeps of an event, as few bytes: a note. Its layout is state of a release.
 *
 * <p>A byte tells the kind, 0 of a page view, else the code of the player's action. Then numbers as
 * varints (seven bits each, the low ones first) and texts as UTF-8 with their length plus 1 before,
 * 0 for null: project, environment; of a page view its time on the page plus 1 and its URL; of a
 * player position, duration, rate and the video. Bounded by the bounds of a record and by {@link
 * #MOST_URL}.
 */
public final class VisitNotes {

  /** Longest URL that is kept, characters: the rest of a longer one is left out. */
  public static final int MOST_URL = 2_048;

  private static final int PAGE = 0;

  private VisitNotes() {}

  /** The note of an event, without its key. */
  public static byte[] note(VisitEvent event) {
    NoteWriter out = new NoteWriter();
    if (event instanceof PageEvent) {
      PageEvent page = (PageEvent) event;
      out.number(PAGE).text(page.origin.project).text(page.origin.environment);
      out.number(page.sentMicros + 1).text(bounded(page.url));
    } else {
      PlayerEvent player = (PlayerEvent) event;
      out.number(player.action.code).text(player.origin.project).text(player.origin.environment);
      out.number(player.playhead.positionMicros)
          .number(player.playhead.durationMicros)
          .number(player.playhead.rateMillionths)
          .text(player.videoId);
    }

    return out.bytes();
  }

  /** The event of a note and its key. */
  public static VisitEvent event(EventKey key, byte[] note) {
    ByteBuffer in = ByteBuffer.wrap(note);
    int kind = (int) number(in);
    Origin origin = new Origin(text(in), text(in));
    if (kind == PAGE) {
      long sentMicros = number(in) - 1;
      return new PageEvent(key, origin, text(in), sentMicros);
    }

    VideoAction action = VideoAction.ofCode(kind);
    Playhead playhead = new Playhead(number(in), number(in), number(in));
    return new PlayerEvent(key, origin, text(in), action, playhead);
  }

  /** Cut between two characters, never within one. */
  private static String bounded(String url) {
    if (url == null || url.length() <= MOST_URL) {
      return url;
    }

    boolean within = Character.isHighSurrogate(url.charAt(MOST_URL - 1));
    return url.substring(0, within ? MOST_URL - 1 : MOST_URL);
  }

  private static long number(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  private static String text(ByteBuffer in) {
    int length = (int) number(in) - 1;
    if (length < 0) {
      return null;
    }

    byte[] text = new byte[length];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
