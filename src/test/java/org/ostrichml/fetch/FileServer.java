package org.ostrichml.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one file on this machine, and misbehaves as it is told. */
final class FileServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;

  /** The ranges that were asked for; null where all was. */
  final List<String> ranges = new CopyOnWriteArrayList<>();

  /** What is served from now on. */
  volatile byte[] content;

  /** The tag of the file. */
  volatile String tag = "\"one\"";

  /** Whether ranges are understood. */
  volatile boolean knowsRanges = true;

  /** An error to answer with; 0 for none. */
  volatile int status;

  /** After how many bytes connections are cut; -1 for never. */
  volatile int cutAfter = -1;

  /** Whether the next connection alone is cut. */
  volatile boolean cutOnce;

  /** Whether a connection is held open in silence where it would be cut. */
  volatile boolean stalls;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  FileServer(byte[] content) {
    this.content = content;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address(String file) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + file);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    ranges.add(String.valueOf(range));
    if (status != 0) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    int from = 0;
    if (knowsRanges && range != null && (condition == null || condition.equals(tag))) {
      from = Integer.parseInt(range.replaceAll("\\D", ""));
    }
    if (tag != null) {
      exchange.getResponseHeaders().set("ETag", tag);
    }
    if (from > 0 && from >= content.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
      exchange.sendResponseHeaders(NOT_SATISFIABLE, -1);
      exchange.close();
      return;
    }
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    send(exchange, from);
  }

  private void send(HttpExchange exchange, int from) throws IOException {
    int end = cutAfter < 0 ? content.length : Math.min(content.length, from + cutAfter);
    boolean cut = end < content.length;
    if (cutOnce) {
      cutAfter = -1;
    }
    exchange.sendResponseHeaders(from > 0 ? PARTIAL : OK, content.length - from);
    OutputStream body = exchange.getResponseBody();
    body.write(Arrays.copyOfRange(content, from, end));
    body.flush();
    if (cut && stalls) {
      return;
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
