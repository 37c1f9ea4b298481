package skyhall.storage.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.Principal;
import skyhall.portal.page.Page;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.journal.Asker;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.VersionId;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.permission.Subject;
import skyhall.storage.wire.Query;

/// One request: who asks, and what for.
final class Visit {
    private final ServerRequest request;
    private final Page page;
    private final Buckets buckets;
    private final Subject subject;
    private final Query query;

    Visit(ServerRequest request, Buckets buckets, Instant at) {
        this.request = request;
        this.page = Page.of(request);
        this.buckets = buckets;
        this.subject = subject(page.person(), request.servletRequest(), at);
        String raw = request.servletRequest().getQueryString();
        this.query = Query.parse(raw == null ? "" : raw);
    }

    /// Who asks, as the journal names it; a session needs no access key.
    static Asker asker(ServerRequest request) {
        Page page = Page.of(request);
        return new Asker(page.person(), "", request.servletRequest().getRemoteAddr(), page.requestId());
    }

    Page page() {
        return page;
    }

    Principal person() {
        return page.person();
    }

    Subject subject() {
        return subject;
    }

    /// A value of the query alone: the body of an upload must stay unread.
    String inQuery(String name) {
        return query.first(name).orElse("");
    }

    /// A value of the query, or of a form; a form may carry it encoded as `encoded.name`.
    String value(String name) {
        return request.param("encoded." + name)
                .map(Visit::decode)
                .or(() -> request.param(name))
                .orElse("");
    }

    /// All values of a form's field that are encoded.
    List<String> encodedValues(String name) {
        return request.params().getOrDefault(name, List.of()).stream()
                .map(Visit::decode)
                .toList();
    }

    /// The bucket that the query or form names.
    ///
    /// @throws FaultException `NoSuchBucket`, also for a bucket of another organisation
    Bucket bucket() {
        return bucket(value("bucket"));
    }

    Bucket bucket(String name) {
        return buckets.find(name)
                .filter(bucket -> bucket.organisation().equals(person().organisation()))
                .orElseThrow(() -> new FaultException(StorageFault.NO_SUCH_BUCKET, ""));
    }

    ObjectKey key() {
        return key(value("key"));
    }

    static ObjectKey key(String text) {
        return ObjectKey.parse(text).orElseThrow(() -> new FaultException(StorageFault.KEY_TOO_LONG, ""));
    }

    /// The version that is asked for; the latest when none is.
    VersionId.Asked version() {
        String text = value("version");
        return text.isEmpty()
                ? new VersionId.Asked.Latest()
                : VersionId.ask(text).orElseThrow(() -> new FaultException(StorageFault.NO_SUCH_VERSION, ""));
    }

    boolean may(S3Action action, Bucket bucket) {
        return Guard.allows(subject, action, bucket);
    }

    boolean may(S3Action action, Bucket bucket, ObjectKey key) {
        return Guard.allows(subject, action, bucket, key);
    }

    /// Who asks for a listing below a prefix, which policies may make a condition of.
    Subject listing(String prefix) {
        return subject.with("s3:prefix", List.of(prefix)).with("s3:delimiter", List.of("/"));
    }

    boolean mayList(S3Action action, Bucket bucket, String prefix) {
        return Guard.allows(listing(prefix), action, bucket);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().firstHeader(name));
    }

    ServerRequest request() {
        return request;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new FaultException(StorageFault.INVALID_URI, "", e);
        }
    }

    /// The condition keys that a visit has, as the S3 API has them.
    private static Subject subject(Principal person, HttpServletRequest request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        Map<String, List<String>> keys = new HashMap<>();
        keys.put("aws:sourceip", List.of(request.getRemoteAddr()));
        keys.put("aws:securetransport", List.of(Boolean.toString(request.isSecure())));
        keys.put("aws:currenttime", List.of(now.toString()));
        keys.put("aws:epochtime", List.of(Long.toString(now.getEpochSecond())));
        keys.put("aws:username", List.of(person.name()));
        keys.put("aws:userid", List.of(person.ownerId()));
        keys.put("aws:principalarn", List.of(person.arn()));
        keys.put("aws:principalaccount", List.of(person.organisationName()));
        keys.put("aws:principaltype", List.of("User"));
        String agent = request.getHeader("User-Agent");
        if (agent != null) {
            keys.put("aws:useragent", List.of(agent));
        }
        return new Subject(person, keys);
    }
}
