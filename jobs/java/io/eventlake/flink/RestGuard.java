package io.eventlake.flink;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.rest.FileUploadHandler;
import org.apache.flink.runtime.rest.handler.util.HandlerUtils;
import org.apache.flink.runtime.rest.messages.ErrorResponseBody;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.SimpleChannelInboundHandler;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.QueryStringDecoder;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.cookie.Cookie;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Lets through to Flink's REST API what only reads and knows the token: in the address that was
 * printed, after that in a cookie, or in a header. Every user of the machine reaches loopback.
 */
final class RestGuard extends SimpleChannelInboundHandler<HttpRequest> {

  static final String PARAMETER = "token";
  static final String HEADER = "Eventlake-Token";

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** They end a job, and came by GET for the sake of YARN's proxy. */
  private static final Set<String> NOT_READING = Set.of("yarn-cancel", "yarn-stop");

  private final String token;

  /** For requests of one connection; with an empty token it refuses all. */
  RestGuard(String token) {
    this.token = token;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpRequest request)
      throws IOException {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    if (token.isEmpty()) {
      refuse(context, HttpResponseStatus.FORBIDDEN, "This run has no web UI.");
    } else if (!isReading(request, uri)) {
      refuse(context, HttpResponseStatus.FORBIDDEN, "The web UI is for looking only.");
    } else if (is(uri.parameters().getOrDefault(PARAMETER, List.of("")).get(0))) {
      HandlerUtils.sendResponse(context, request, "", HttpResponseStatus.FOUND, toUi(context));
    } else if (is(request.headers().get(HEADER, "")) || is(cookie(context, request))) {
      context.fireChannelRead(ReferenceCountUtil.retain(request));
    } else {
      refuse(
          context,
          HttpResponseStatus.UNAUTHORIZED,
          "Open the web UI by the address that the run has printed, which has a token.");
    }
  }

  private static boolean isReading(HttpRequest request, QueryStringDecoder uri) {
    String path = uri.path();
    return READING.contains(request.method())
        && !NOT_READING.contains(path.substring(path.lastIndexOf('/') + 1));
  }

  /** In a time that does not tell how much of it was right. */
  private boolean is(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /** To the UI's first page, and the token out of the address bar. */
  private Map<String, String> toUi(ChannelHandlerContext context) {
    String cookie = cookieName(context) + "=" + token + "; Path=/; HttpOnly; SameSite=Lax";
    return Map.of(
        HttpHeaderNames.LOCATION.toString(), "/", HttpHeaderNames.SET_COOKIE.toString(), cookie);
  }

  private static String cookie(ChannelHandlerContext context, HttpRequest request) {
    String name = cookieName(context);
    return ServerCookieDecoder.STRICT
        .decode(request.headers().get(HttpHeaderNames.COOKIE, ""))
        .stream()
        .filter(cookie -> cookie.name().equals(name))
        .map(Cookie::value)
        .findFirst()
        .orElse("");
  }

  /** A browser gives the cookies of one port to all others. */
  private static String cookieName(ChannelHandlerContext context) {
    return "eventlake-" + ((InetSocketAddress) context.channel().localAddress()).getPort();
  }

  private static void refuse(ChannelHandlerContext context, HttpResponseStatus status, String why)
      throws IOException {
    // Flink writes them to disk before it asks.
    FileUploadHandler.getMultipartFileUploads(context).close();
    // Said as well as done: a client would send its next request over what is closed.
    Map<String, String> close = Map.of(HttpHeaderNames.CONNECTION.toString(), "close");
    HandlerUtils.sendErrorResponse(context, false, new ErrorResponseBody(why), status, close);
  }
}
