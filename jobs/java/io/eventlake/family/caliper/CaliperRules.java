package io.eventlake.family.caliper;

import io.eventlake.family.caliper.item.SessionIds;
import io.eventlake.family.caliper.persons.OptedOut;
import io.eventlake.family.caliper.persons.PersonKey;
import io.eventlake.family.caliper.rules.Strictness;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** What the decoder of learning events asks of records. Immutable; it travels to tasks. */
public final class CaliperRules implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What some emitters send with every event in place of a session. */
  public static final Set<String> PLACEHOLDERS =
      Set.of("urn:tag:auto-attach", "urn:session-id-localized:None");

  final int maxRecordBytes;
  final String decoderVersion;
  final Strictness strictness;
  final List<String> extensions;
  final boolean bare;
  final SessionIds sessions;

  /** Null where persons are kept as they are sent. */
  final PersonKey key;

  final OptedOut.Source optedOut;

  private CaliperRules(
      int maxRecordBytes,
      String decoderVersion,
      Strictness strictness,
      List<String> extensions,
      boolean bare,
      SessionIds sessions,
      PersonKey key,
      OptedOut.Source optedOut) {
    this.maxRecordBytes = maxRecordBytes;
    this.decoderVersion = decoderVersion;
    this.strictness = strictness;
    this.extensions = extensions;
    this.bare = bare;
    this.sessions = sessions;
    this.key = key;
    this.optedOut = optedOut;
  }

  /**
   * The intake's rules without extensions, of envelopes only; nobody has opted out.
   *
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param decoderVersion what dead letters name as their judge
   * @param key of the pseudonyms; null keeps persons as they are sent
   */
  public static CaliperRules of(int maxRecordBytes, String decoderVersion, PersonKey key) {
    return new CaliperRules(
        maxRecordBytes,
        decoderVersion,
        Strictness.INTAKE,
        List.of(),
        false,
        new SessionIds(PLACEHOLDERS),
        key,
        Set::of);
  }

  /**
   * The same with other rules.
   *
   * @param some of {@link io.eventlake.family.caliper.rules.CaliperModel#EXTENSIONS}
   * @param bareItems whether an item may come without an envelope
   */
  public CaliperRules judging(Strictness how, List<String> some, boolean bareItems) {
    return new CaliperRules(
        maxRecordBytes, decoderVersion, how, some, bareItems, sessions, key, optedOut);
  }

  /** The same with other texts that are no session. */
  public CaliperRules withoutSessions(Set<String> placeholders) {
    return new CaliperRules(
        maxRecordBytes,
        decoderVersion,
        strictness,
        extensions,
        bare,
        new SessionIds(placeholders),
        key,
        optedOut);
  }

  /** The same with persons of whom nothing may be kept. */
  public CaliperRules withoutPersons(OptedOut.Source source) {
    return new CaliperRules(
        maxRecordBytes, decoderVersion, strictness, extensions, bare, sessions, key, source);
  }
}
