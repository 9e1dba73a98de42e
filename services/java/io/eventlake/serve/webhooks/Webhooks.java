package io.eventlake.serve.webhooks;

import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.config.WebhookOptions;
import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.JsonBody;
import io.eventlake.serve.http.KeptFolder;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Rights;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.serve.webhooks.Delivery.State;
import io.eventlake.serve.webhooks.Webhook.Status;
import io.eventlake.serve.webhooks.WebhookStore.Place;
import io.eventlake.table.TableName;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/** What can be done with webhooks, and what sends them meanwhile. */
public final class Webhooks implements AutoCloseable {

  /** Longest that an attempt takes. */
  private static final Duration ATTEMPT = Duration.ofSeconds(15);

  /** While a secret that was replaced signs, too. */
  private static final Duration FORMER = Duration.ofDays(1);

  private static final int MOST_REPLAYS = 5;
  private static final int MOST_CHARACTERS = 1_000;
  private static final int ID_BYTES = 12;

  private final ServedLake lake;
  private final KeptFolder folder;
  private final WebhookStore store;
  private final Sender sender;
  private final Receiver receiver;
  private final Dispatcher dispatcher;
  private final NewEvents events;
  private final int perTenant;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Webhooks(
      ServedLake lake,
      KeptFolder folder,
      WebhookStore store,
      Sender sender,
      Receiver receiver,
      Dispatcher dispatcher,
      int perTenant,
      Clock clock) {
    this.lake = lake;
    this.folder = folder;
    this.store = store;
    this.sender = sender;
    this.receiver = receiver;
    this.dispatcher = dispatcher;
    this.events = new NewEvents(lake);
    this.perTenant = perTenant;
    this.clock = clock;
  }

  /**
   * Those of a server.
   *
   * @return null where nothing is kept
   * @throws io.eventlake.config.ConfigException when the directory cannot be had
   */
  public static Webhooks open(ServeOptions options, ServedLake lake, Access access, Clock clock) {
    KeptFolder folder = KeptFolder.open(options, "webhooks");
    if (folder == null) {
      return null;
    }

    WebhookOptions its = options.webhooks;
    CheckedResolver resolver =
        new CheckedResolver(new PublicAddresses(its.loopback()), SystemDefaultDnsResolver.INSTANCE);
    WebhookStore store = new SqliteStore(folder.path("webhooks.sqlite"));
    Sender sender = new HttpSender(resolver, ATTEMPT);
    WebhookTurn turn =
        new WebhookTurn(
            lake, store, sender, access::viewers, its.attempts(), WebhookTurn.Bounds.USUAL, clock);
    return new Webhooks(
        lake,
        folder,
        store,
        sender,
        new Receiver(resolver, its.loopback()),
        new Dispatcher(store, turn, its.keep(), clock),
        its.perTenant(),
        clock);
  }

  void start() {
    dispatcher.start();
  }

  List<Webhook> of(String tenant) {
    return store.of(tenant);
  }

  Optional<Webhook> find(String id) {
    return store.find(id);
  }

  Map<String, Object> describe(Webhook hook) {
    return WebhookAnswers.of(hook, store.counts(hook.id()), dispatcher.trouble(hook.id()));
  }

  List<Delivery> deliveries(Webhook hook, State state, Place behind, int most) {
    return store.page(hook.id(), state, behind, most);
  }

  /** Makes one. */
  synchronized Webhook create(Viewer viewer, JsonBody body) {
    if (store.of(viewer.tenant()).size() >= perTenant) {
      throw new AnsweredException(
          409,
          "There are "
              + perTenant
              + " webhooks already, as many as a tenant may have (serve.webhooks-per-tenant):"
              + " remove one.");
    }

    LakeState state = state(viewer, body.text("family"));
    Webhook hook =
        new Webhook(
            "wh_" + randomId(),
            viewer.tenant(),
            1,
            state.family(),
            receiver.require(body.required("url")),
            body.text("description", MOST_CHARACTERS),
            body.texts("types"),
            new WebhookBody(body).properties(viewer, state),
            Rights.of(viewer, state.family()),
            Secrets.random(random),
            Status.ACTIVE,
            null,
            clock.millis(),
            List.of(Feed.live(position(state, body.text("position"), "now"))));
    events.tryOut(hook, state);
    store.add(hook);
    return hook;
  }

  /** Writes one anew; what it may tell is from now on what the viewer may see. */
  Webhook change(Viewer viewer, Webhook hook, JsonBody body) {
    String family = body.text("family");
    if (family != null && !family.equals(hook.family())) {
      throw new AnsweredException(
          400, "family stays " + hook.family() + ": make another webhook for " + family + ".");
    }

    LakeState state = state(viewer, hook.family());
    String position = body.text("position");
    List<Feed> feeds = new ArrayList<>();
    for (Feed feed : hook.feeds()) {
      // Other conditions are met by other events: the log knows those that it has.
      feeds.add(
          feed.run() == 0 && position != null
              ? Feed.live(position(state, position, null))
              : feed.within(0));
    }

    boolean rotate = body.flag("rotateSecret");
    Webhook changed =
        new Webhook(
            hook.id(),
            hook.tenant(),
            hook.version(),
            hook.family(),
            receiver.require(body.required("url")),
            body.text("description", MOST_CHARACTERS),
            body.texts("types"),
            new WebhookBody(body).properties(viewer, state),
            Rights.of(viewer, state.family()),
            rotate
                ? hook.secrets().rotated(random, clock.millis() + FORMER.toMillis())
                : hook.secrets(),
            body.flag("paused") ? Status.PAUSED : Status.ACTIVE,
            null,
            hook.created(),
            List.copyOf(feeds));
    events.tryOut(changed, state);
    return saved(changed);
  }

  void remove(Webhook hook) {
    store.remove(hook.id());
  }

  /** Sends once more what a range of snapshots brought. */
  Webhook replay(Webhook hook, JsonBody body) {
    List<Feed> feeds = new ArrayList<>(hook.feeds());
    if (feeds.stream().filter(feed -> feed.run() > 0 && !feed.hasEnded()).count() >= MOST_REPLAYS) {
      throw new AnsweredException(
          409, "There are " + MOST_REPLAYS + " replays under way: wait for one to end.");
    }

    LakeState state = state(hook.rights().viewer(hook.tenant(), hook.family()), hook.family());
    Long to = position(state, body.text("to"), "now");
    Long after = position(state, body.text("after"), "first");
    if (to == null) {
      throw new AnsweredException(400, "Nothing was committed yet that could be sent again.");
    }

    line(state, after, to);
    int run = feeds.stream().mapToInt(Feed::run).max().orElse(0) + 1;
    // Of those that ended the latest are told.
    while (feeds.size() > 2 * MOST_REPLAYS) {
      feeds.stream()
          .filter(feed -> feed.run() > 0 && feed.hasEnded())
          .findFirst()
          .ifPresent(feeds::remove);
    }

    feeds.add(new Feed(run, after, 0, to, null));
    return saved(hook.with(feeds));
  }

  private Webhook saved(Webhook changed) {
    Webhook saved =
        store
            .save(changed)
            .orElseThrow(
                () ->
                    new AnsweredException(
                        409, "The webhook has changed in this moment: send it again."));
    dispatcher.wake(saved.id());
    return saved;
  }

  private LakeState state(Viewer viewer, String family) {
    List<String> all = lake.families().stream().filter(viewer::sees).toList();
    if (family == null && all.size() != 1) {
      throw new AnsweredException(400, "family is missing: give one of " + all + ".");
    }

    LakeState state = lake.state(viewer, family == null ? all.get(0) : family);
    if (!state.lake().set().contains(TableName.SILVER_EVENTS)) {
      throw new AnsweredException(
          400, "The tables of " + state.family() + " have no events that could be sent.");
    }

    return state;
  }

  /** The snapshot behind which a webhook goes on; null for the first that there will be. */
  private Long position(LakeState state, String given, String otherwise) {
    String text = given == null ? otherwise : given;
    Long newest = state.snapshot(TableName.SILVER_EVENTS).orElse(null);
    if (text.equals("now")) {
      return newest;
    }
    if (!text.equals("first") && !text.matches("\\d{1,19}")) {
      throw new AnsweredException(
          400, "A snapshot is the number of one, \"first\" or \"now\"; this is neither.");
    }

    Long after = text.equals("first") ? null : parsed(text);
    line(state, after, newest);
    return after;
  }

  private static Long parsed(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new AnsweredException(400, "There is no snapshot " + text + ".");
    }
  }

  /** Fails unless the one is behind the other, and nothing between has expired. */
  private void line(LakeState state, Long after, Long until) {
    try {
      SnapshotLine.between(lake.tables(state.family()).load(TableName.SILVER_EVENTS), after, until);
    } catch (BrokenLineException e) {
      throw new AnsweredException(
          400,
          "There is no such range of snapshots of "
              + state.family()
              + ": it is the wrong way round, or what it begins with has expired or is no part of"
              + " the lake.");
    }
  }

  private String randomId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    dispatcher.close();
    sender.close();
    store.close();
    folder.close();
  }
}
