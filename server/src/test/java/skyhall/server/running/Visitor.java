package skyhall.server.running;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A person or a program that talks to the portal's port: keeps cookies, follows nothing by itself.
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI root;
    private final String[] headers;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /// @param headers sent with every request, names and values in turn
    public Visitor(URI root, String... headers) {
        this.root = root;
        this.headers = headers.clone();
    }

    /// A program with an API token.
    public static Visitor withToken(URI root, String token) {
        return new Visitor(root, "Authorization", "Bearer " + token);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// Sends a form with the token of the page at the same path.
    public HttpResponse<String> form(String page, String action, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(get(page).body());
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String whole =
                token.find() ? body + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) : body;
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(whole)));
    }

    /// Sends JSON.
    public HttpResponse<String> send(String method, String path, String json, String... more) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        if (more.length > 0) {
            request.headers(more);
        }
        return send(request.method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> signIn(String name, String password) {
        return form("/sign-in", "/sign-in", Map.of("name", name, "password", password));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
