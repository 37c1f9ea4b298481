package skyhall.platform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skyhall.platform.fault.Fault;

/// The declaration of one operation of the API. Its handler stands beside it in the feature; `server` joins the two.
///
/// @param path below `/api/v1`, with `{name}` for a path parameter
/// @param summary what the operation does, as one sentence
/// @param body the JSON that the request carries, or empty for none
/// @param answer the JSON of the answer; for a paged list, the JSON of one item
/// @param faults the refusals that belong to this operation; those that any operation may give are not repeated
/// @param paged whether the answer is a page of items
/// @param idempotent whether the request must carry an `Idempotency-Key`
/// @param retirement when the operation will go, or empty
public record Endpoint(
        Method method,
        String path,
        String summary,
        Optional<Class<? extends Record>> body,
        Class<? extends Record> answer,
        List<Fault> faults,
        boolean paged,
        boolean idempotent,
        Optional<Retirement> retirement) {
    private static final Pattern PATH = Pattern.compile("/api/v1(/([a-z][a-z0-9-]*|\\{[a-z][A-Za-z0-9]*}))+");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /// The methods that the conventions know.
    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    public Endpoint {
        faults = List.copyOf(faults);
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path of the API: " + path);
        }
        boolean fits = (!paged || method == Method.GET)
                && (!idempotent || method == Method.POST)
                && (body.isEmpty() || method != Method.GET);
        if (!fits) {
            throw new IllegalArgumentException("a " + method + " cannot be that: " + path);
        }
    }

    public static Endpoint get(String path, Class<? extends Record> answer, String summary) {
        return of(Method.GET, path, Optional.empty(), answer, summary);
    }

    public static Endpoint post(
            String path, Class<? extends Record> body, Class<? extends Record> answer, String summary) {
        return of(Method.POST, path, Optional.of(body), answer, summary);
    }

    public static Endpoint put(
            String path, Class<? extends Record> body, Class<? extends Record> answer, String summary) {
        return of(Method.PUT, path, Optional.of(body), answer, summary);
    }

    public static Endpoint delete(String path, Class<? extends Record> answer, String summary) {
        return of(Method.DELETE, path, Optional.empty(), answer, summary);
    }

    private static Endpoint of(
            Method method,
            String path,
            Optional<Class<? extends Record>> body,
            Class<? extends Record> answer,
            String summary) {
        return new Endpoint(method, path, summary, body, answer, List.of(), false, false, Optional.empty());
    }

    /// The same, as a list that comes in pages.
    public Endpoint inPages() {
        return new Endpoint(method, path, summary, body, answer, faults, true, idempotent, retirement);
    }

    /// The same, with a required `Idempotency-Key`.
    public Endpoint once() {
        return new Endpoint(method, path, summary, body, answer, faults, paged, true, retirement);
    }

    /// The same, with these refusals.
    public Endpoint refusing(Fault... more) {
        return new Endpoint(method, path, summary, body, answer, List.of(more), paged, idempotent, retirement);
    }

    /// The same, on its way out.
    public Endpoint retiring(Retirement notice) {
        return new Endpoint(method, path, summary, body, answer, faults, paged, idempotent, Optional.of(notice));
    }

    /// The names in braces, in their order.
    public List<String> pathParameters() {
        List<String> names = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /// A name for generated clients: `getFaultsByCode`.
    public String operationId() {
        StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
        for (String word : path.substring("/api/v1/".length()).split("[/-]")) {
            boolean isParameter = word.startsWith("{");
            String bare = isParameter ? word.substring(1, word.length() - 1) : word;
            id.append(isParameter ? "By" : "")
                    .append(Character.toUpperCase(bare.charAt(0)))
                    .append(bare.substring(1));
        }
        return id.toString();
    }
}
