package org.ostrichml.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostrichml.OstrichException;

/** Brings files here, and goes on where an earlier attempt was cut off (RFC 9110, section 14). */
final class Downloader {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/.*");
  private static final Pattern LENGTH = Pattern.compile("bytes \\*/(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 3;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;
  private static final int SERVER_ERROR = 500;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NORMAL).connectTimeout(PATIENCE).build();
  private final FetchListener listener;

  Downloader(FetchListener listener) {
    this.listener = listener;
  }

  /**
   * Completes a file of which some may be there already; tries again while that brings more of it.
   *
   * @throws OstrichException if the server does not have it or the connection is lost, the file
   *     then stays as far as it came; or if it cannot be written
   */
  void complete(Download download, PartialFile part) {
    for (int failures = 0; ; ) {
      long before = part.size();
      try {
        request(download, part);
        return;
      } catch (IOException e) {
        failures = part.size() > before ? 0 : failures + 1;
        if (failures == ATTEMPTS) {
          throw new OstrichException(
              "%s cannot be downloaded: %s. %,d of %,d bytes are there; fetch again to go on from them."
                  .formatted(download.address(), reason(e), part.size(), download.size()),
              e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new OstrichException("The download was interrupted: fetch again to go on.", e);
      }
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "there is no connection to the server" : e.getMessage();
  }

  private void request(Download download, PartialFile part)
      throws IOException, InterruptedException {
    long from = part.size();
    HttpRequest.Builder request = HttpRequest.newBuilder(download.address()).timeout(PATIENCE);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
      part.tag().ifPresent(tag -> request.header("If-Range", tag));
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == OK) {
        part.restart(tag(response));
        receive(body, download, part, total(response, download));
      } else if (status == PARTIAL && number(RANGE, response) == from) {
        receive(body, download, part, from + total(response, download));
      } else if (status == NOT_SATISFIABLE && number(LENGTH, response) == from) {
        return; // It was complete.
      } else if (status == PARTIAL || status == NOT_SATISFIABLE) {
        part.delete();
        throw new IOException("the server has another file now");
      } else if (status >= SERVER_ERROR) {
        throw new IOException("the server answers " + status);
      } else {
        throw new OstrichException(
            "%s cannot be downloaded: the server answers %d. Look whether it has moved, and put the file there by hand: %s."
                .formatted(download.address(), status, part.complete()));
      }
    }
  }

  private void receive(InputStream body, Download download, PartialFile part, long total)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    listener.arrived(download.file(), part.size(), total);
    try (PartialFile.Appender out = part.append()) {
      for (int length; (length = body.read(buffer)) >= 0; ) {
        out.write(buffer, length);
        if (out.size() > download.limit()) {
          throw new OstrichException(
              "%s is far larger than it should be: it was not downloaded."
                  .formatted(download.address()));
        }
        listener.arrived(download.file(), out.size(), total);
      }
    }
  }

  private static long total(HttpResponse<?> response, Download download) {
    return response.headers().firstValueAsLong("Content-Length").orElse(download.size());
  }

  /** What tells this version of the file from others; a weak one tells too little. */
  private static String tag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").filter(tag -> !tag.startsWith("W/")).orElse(null);
  }

  private static long number(Pattern pattern, HttpResponse<?> response) {
    Matcher range = pattern.matcher(response.headers().firstValue("Content-Range").orElse(""));
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }
}
