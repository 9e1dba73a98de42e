package io.eventlake.serve.webhooks;

import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.JsonBody;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.HiddenException;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.serve.webhooks.Delivery.State;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Webhooks of the tenant that asks; those of others are as if there were none. */
public final class WebhookRoutes implements Routes {

  private static final int PAGE = 100;

  private final Access access;

  /** Null where nothing is kept. */
  private final Webhooks webhooks;

  /**
   * @param webhooks null where nothing is kept
   */
  public WebhookRoutes(Access access, Webhooks webhooks) {
    this.access = access;
    this.webhooks = webhooks;
  }

  @Override
  public void define(RoutesConfig to) {
    to.get("/webhooks", kept(this::list));
    to.post("/webhooks", kept(this::create));
    to.get("/webhooks/{id}", kept(this::show));
    to.put("/webhooks/{id}", kept(this::change));
    to.delete("/webhooks/{id}", kept(this::remove));
    to.get("/webhooks/{id}/deliveries", kept(this::deliveries));
    to.post("/webhooks/{id}/replays", kept(this::replay));
  }

  @Override
  public void start() {
    if (webhooks != null) {
      webhooks.start();
    }
  }

  @Override
  public void stop() {
    if (webhooks != null) {
      webhooks.close();
    }
  }

  /** What a route does for somebody. */
  private interface Answer {
    void to(Context request, Viewer viewer);
  }

  private Handler kept(Answer answer) {
    return request -> {
      Viewer viewer = access.viewer(request);
      if (webhooks == null) {
        throw new AnsweredException(
            501, "This server keeps no webhooks: start it with --set serve.state-dir=DIR.");
      }

      request.header("Cache-Control", "no-store");
      answer.to(request, viewer);
    };
  }

  private void list(Context request, Viewer viewer) {
    parameters(request, Set.of());
    List<Map<String, Object>> all =
        webhooks.of(viewer.tenant()).stream().map(webhooks::describe).toList();
    Answers.write(request, Map.of("webhooks", all));
  }

  private void create(Context request, Viewer viewer) {
    JsonBody body =
        new JsonBody(
            request, Set.of("url", "family", "types", "properties", "description", "position"));
    Webhook hook = webhooks.create(viewer, body);
    request.header("Location", "/webhooks/" + hook.id());
    Answers.write(request, 201, WebhookAnswers.withSecret(hook));
  }

  private void show(Context request, Viewer viewer) {
    parameters(request, Set.of());
    Answers.write(request, webhooks.describe(own(request, viewer)));
  }

  private void change(Context request, Viewer viewer) {
    JsonBody body =
        new JsonBody(
            request,
            Set.of(
                "url",
                "family",
                "types",
                "properties",
                "description",
                "position",
                "paused",
                "rotateSecret"));
    Webhook changed = webhooks.change(viewer, own(request, viewer), body);
    Answers.write(
        request,
        body.flag("rotateSecret")
            ? WebhookAnswers.withSecret(changed)
            : webhooks.describe(changed));
  }

  private void remove(Context request, Viewer viewer) {
    webhooks.remove(own(request, viewer));
    request.status(204);
  }

  private void replay(Context request, Viewer viewer) {
    Webhook hook = own(request, viewer);
    JsonBody body = new JsonBody(request, Set.of("after", "to"));
    Answers.write(request, 202, webhooks.describe(webhooks.replay(hook, body)));
  }

  private void deliveries(Context request, Viewer viewer) {
    parameters(request, Set.of("state", "limit", "cursor"));
    Webhook hook = own(request, viewer);
    int limit = limit(request.queryParam("limit"));
    List<Delivery> page =
        webhooks.deliveries(
            hook,
            state(request.queryParam("state")),
            DeliveryCursor.place(request.queryParam("cursor")),
            limit + 1);
    boolean more = page.size() > limit;
    List<Delivery> shown = more ? page.subList(0, limit) : page;
    Answers.write(
        request,
        WebhookAnswers.page(shown, more ? DeliveryCursor.behind(shown.get(limit - 1)) : null));
  }

  /** A webhook of who asks. */
  private Webhook own(Context request, Viewer viewer) {
    return webhooks
        .find(request.pathParam("id"))
        .filter(hook -> hook.tenant().equals(viewer.tenant()))
        .orElseThrow(
            () -> new HiddenException("There is no such webhook: GET /webhooks lists yours."));
  }

  private static int limit(String text) {
    if (text != null && !text.matches("[1-9]\\d{0,2}|1000")) {
      throw new AnsweredException(400, "limit is no number from 1 to 1000.");
    }

    return text == null ? PAGE : Integer.parseInt(text);
  }

  private static State state(String text) {
    return text == null
        ? null
        : Stream.of(State.values())
            .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new AnsweredException(
                        400, "state is waiting, delivered, failed or withdrawn."));
  }

  private static void parameters(Context request, Set<String> names) {
    for (String name : request.queryParamMap().keySet()) {
      if (!names.contains(name)) {
        throw new AnsweredException(400, "There is no such parameter; there are " + names + ".");
      }
    }
  }
}
