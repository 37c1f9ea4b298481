package skyhall.storage.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A person's browser without a window.
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "----skyhall";

    private final String address;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    Visitor(String address) {
        this.address = address;
    }

    Visitor signIn(String name) {
        HttpResponse<String> answer =
                post("/sign-in", token("/sign-in"), new String[] {"name", name, "password", RunningConsole.PASSWORD});
        if (answer.statusCode() != 303) {
            throw new AssertionError("not signed in: " + answer.statusCode());
        }
        return this;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    HttpResponse<InputStream> stream(String path) {
        return send(request(path).GET(), BodyHandlers.ofInputStream());
    }

    /// Sends a form with the person's token and fields `name, value, name, value …`.
    HttpResponse<String> post(String path, String... fields) {
        return post(path, token("/account"), fields);
    }

    private HttpResponse<String> post(String path, String token, String[] fields) {
        StringBuilder form = new StringBuilder("_csrf=" + encode(token));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(fields[i]).append('=').append(encode(fields[i + 1]));
        }
        return postWithout(path, form.toString());
    }

    HttpResponse<String> postWithout(String path, String form) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)),
                BodyHandlers.ofString());
    }

    HttpResponse<String> upload(String path, String token, String fileName, InputStream content) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        InputStream body =
                new SequenceInputStream(Collections.enumeration(List.of(bytesOf(head), content, bytesOf(tail))));
        return send(
                request(path + (path.contains("?") ? "&" : "?") + "_csrf=" + token)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofInputStream(() -> body)),
                BodyHandlers.ofString());
    }

    HttpResponse<String> upload(String path, String fileName, byte[] content) {
        return upload(path, token("/account"), fileName, new ByteArrayInputStream(content));
    }

    String token(String path) {
        Matcher matcher = TOKEN.matcher(get(path).body());
        if (!matcher.find()) {
            throw new AssertionError("no form token at " + path);
        }
        return matcher.group(1);
    }

    private static InputStream bytesOf(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Accept", "text/html");
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
