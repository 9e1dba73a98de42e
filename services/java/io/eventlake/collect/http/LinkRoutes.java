package io.eventlake.collect.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.collect.config.AffiliateLink;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.EventKind;
import io.eventlake.collect.intake.RequestHead;
import io.eventlake.collect.intake.Taken;
import io.eventlake.collect.stream.StreamWriter;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads visitors on from affiliate links, and makes events of their clicks. A visitor comes to the
 * target whatever becomes of the event; nobody comes anywhere that the operator has not named.
 */
final class LinkRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(LinkRoutes.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer nobody waits before a page; the event goes on. */
  private static final long MOST_WAIT_MILLIS = 1_000;

  private final Gate gate;
  private final EventKind events;
  private final StreamWriter stream;
  private final EdgeMetrics metrics;
  private final Map<String, AffiliateLink> links;

  /**
   * @param stream of web events
   * @param links by their ids
   */
  LinkRoutes(
      Gate gate,
      EventKind events,
      StreamWriter stream,
      EdgeMetrics metrics,
      Map<String, AffiliateLink> links) {
    this.gate = gate;
    this.events = events;
    this.stream = stream;
    this.metrics = metrics;
    this.links = Map.copyOf(links);
  }

  void lead(Context request) {
    AffiliateLink link = links.get(request.pathParam("link"));
    if (link == null) {
      throw new AnsweredException(404, "There is no such link.");
    }

    request.status(302).header("Location", link.target()).header("Cache-Control", "no-store");
    if (!isAhead(request) && "true".equals(request.queryParam("consent"))) {
      CompletableFuture<Void> kept = keep(request, link);
      request.future(() -> kept.completeOnTimeout(null, MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  /** Browsers that fetch what might be clicked have clicked nothing. */
  private static boolean isAhead(Context request) {
    return Stream.of("Sec-Purpose", "Purpose", "X-Moz")
        .map(request::header)
        .anyMatch(purpose -> purpose != null && purpose.startsWith("prefetch"));
  }

  /** Done when it is tried. */
  private CompletableFuture<Void> keep(Context request, AffiliateLink link) {
    Buffer.Room room;
    Taken taken;
    try {
      RequestHead head = head(gate.head(request, gate.anybody()));
      byte[] click = click(request, head, link);
      room = gate.room(click.length);
      taken = take(head, click, room);
    } catch (AnsweredException e) {
      LOG.warn("A click is not kept: {}", e.getMessage());
      metrics.clickLost();
      return CompletableFuture.completedFuture(null);
    }

    return stream
        .put(taken.records())
        .handle(
            (done, failure) -> {
              room.close();
              if (failure == null) {
                metrics.told(taken);
              } else {
                LOG.warn("A click is not in the stream: {}", failure.getMessage());
                metrics.clickLost();
              }

              return null;
            });
  }

  private Taken take(RequestHead head, byte[] click, Buffer.Room room) {
    try {
      return events.take(head, click);
    } catch (RuntimeException e) {
      room.close();
      throw e;
    }
  }

  /** It is one event of web in JSON, whatever the request says of a body that it has not. */
  private static RequestHead head(RequestHead of) {
    String agent = of.headers().get("user-agent");
    return new RequestHead(
        "application/json",
        agent == null ? Map.of() : Map.of("user-agent", agent),
        CollectedFamily.WEB,
        CollectedFamily.WEB,
        of.address(),
        of.country(),
        of.receivedMillis());
  }

  private static byte[] click(Context request, RequestHead head, AffiliateLink link) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("schema_version", "1.1.0")
            .put("event_type", "affiliate_click")
            .put("event_id", UUID.randomUUID().toString())
            .put("ts", Instant.ofEpochMilli(head.receivedMillis()).toString())
            .put("source", "redirect");
    event.putObject("privacy").put("analytics", true);
    putText(event, "user", "user_id_hash", request.queryParam("user"));
    putText(event, "session", "session_id", request.queryParam("session"));
    putText(event, "ctx", "page_url", request.header("Referer"));
    ObjectNode affiliate = event.putObject("affiliate");
    affiliate.put("link_id", link.id()).put("target", link.target());
    if (link.payoutCents() != null) {
      affiliate.put("payout_cents", link.payoutCents());
    }

    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers can be written", e);
    }
  }

  private static void putText(ObjectNode event, String object, String name, String text) {
    if (text != null) {
      event.putObject(object).put(name, text);
    }
  }
}
