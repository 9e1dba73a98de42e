package io.eventlake.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One page of a Chromium by its DevTools protocol. */
final class DevTools implements AutoCloseable, WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 30;

  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final StringBuilder received = new StringBuilder();

  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private WebSocket socket;
  private String session;
  private int calls;

  private DevTools() {}

  /** Opens an empty page in the browser that listens there. */
  static DevTools connect(URI browser) {
    DevTools tools = new DevTools();
    tools.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(browser, tools)
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
    JsonNode target = tools.call("Target.createTarget", Map.of("url", "about:blank"));
    JsonNode attached =
        tools.call(
            "Target.attachToTarget",
            Map.of("targetId", target.get("targetId").asText(), "flatten", true));
    tools.session = attached.get("sessionId").asText();
    for (String domain : List.of("Page", "Runtime", "Log")) {
      tools.call(domain + ".enable", Map.of());
    }

    return tools;
  }

  /** Calls a method and waits for its result. */
  JsonNode call(String method, Map<String, Object> parameters) {
    int id = ++calls;
    Map<String, Object> message = new HashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }

    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    try {
      socket.sendText(JSON.writeValueAsString(message), true).join();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }

    JsonNode answered = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new IllegalStateException(method + ": " + answered.get("error"));
    }

    return answered.get("result");
  }

  /** Goes to an address and waits until it is loaded. */
  void load(String address) {
    complaints.clear();
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", address));
    loaded.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** What the console showed as wrong since the last load. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    received.append(data);
    if (last) {
      String message = received.toString();
      received.setLength(0);
      try {
        accept(JSON.readTree(message));
      } catch (JsonProcessingException e) {
        complaints.add(message);
      }
    }

    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void accept(JsonNode message) {
    JsonNode about = message.path("params");
    if (message.has("id")) {
      answers.remove(message.get("id").asInt()).complete(message);
      return;
    }

    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.exceptionThrown", "Log.entryAdded" -> complaints.add(about.toString());
      case "Runtime.consoleAPICalled" -> complaints.add(about.path("args").toString());
      default -> {}
    }
  }
}
