package skyhall.portal;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A person's browser without a window: keeps cookies, finds the token in a form, follows nothing by itself.
final class TestBrowser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Supplier<String> address;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    TestBrowser(Supplier<String> address) {
        this.address = address;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
    }

    /// Sends a form with fields `name, value, name, value …` and the token that `page` holds.
    HttpResponse<String> submit(HttpResponse<String> page, String path, String... fields) {
        return post(path, token(page.body()), fields);
    }

    /// Sends a form with this token.
    HttpResponse<String> post(String path, String token, String... fields) {
        String form = "_csrf=" + encode(token)
                + IntStream.range(0, fields.length / 2)
                        .mapToObj(i -> "&" + fields[2 * i] + "=" + encode(fields[2 * i + 1]))
                        .collect(Collectors.joining());
        return send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    HttpResponse<String> signIn(String name, String password) {
        return submit(get("/sign-in"), "/sign-in", "name", name, "password", password);
    }

    TestBrowser signedInAs(String name) {
        HttpResponse<String> answer = signIn(name, StrictDesk.PASSWORD);
        if (answer.statusCode() != 303) {
            throw new AssertionError("not signed in: " + answer.statusCode());
        }
        return this;
    }

    static String token(String html) {
        Matcher matcher = TOKEN.matcher(html);
        if (!matcher.find()) {
            throw new AssertionError("no form token in " + html);
        }
        return matcher.group(1);
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    void plant(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setDomain("127.0.0.1");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(address.get()), cookie);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address.get() + path));
        if (Arrays.stream(headers).noneMatch("Accept"::equals)) {
            builder.header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        }
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
