package skyhall.storage.protocol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import skyhall.platform.identity.Principal;
import skyhall.storage.signature.SignedRequest;
import skyhall.storage.signature.Verification;
import skyhall.storage.tag.Tags;
import skyhall.storage.wire.Query;

/// What policies may make conditions of. Source: Service Authorization Reference, condition keys
/// for Amazon S3; IAM User Guide, "AWS global condition context keys".
final class Circumstances {
    private static final List<String> QUERY_KEYS = List.of("prefix", "delimiter", "max-keys", "versionId");

    private Circumstances() {}

    static Map<String, List<String>> of(
            SignedRequest wire,
            Query query,
            Verification<Principal> verification,
            String clientAddress,
            boolean secure) {
        Map<String, List<String>> keys = new HashMap<>(24);
        keys.put("aws:sourceip", List.of(clientAddress));
        keys.put("aws:securetransport", List.of(Boolean.toString(secure)));
        Instant now = wire.receivedAt().truncatedTo(ChronoUnit.SECONDS);
        keys.put("aws:currenttime", List.of(now.toString()));
        keys.put("aws:epochtime", List.of(Long.toString(now.getEpochSecond())));
        wire.header("User-Agent").ifPresent(agent -> keys.put("aws:useragent", List.of(agent)));
        wire.header("Referer").ifPresent(referer -> keys.put("aws:referer", List.of(referer)));
        addSigner(keys, verification);
        for (String name : QUERY_KEYS) {
            query.first(name).ifPresent(value -> keys.put("s3:" + name.toLowerCase(Locale.ROOT), List.of(value)));
        }
        addHeaders(keys, wire);
        return keys;
    }

    private static void addSigner(Map<String, List<String>> keys, Verification<Principal> verification) {
        if (verification instanceof Verification.Signed<Principal> signed) {
            Principal principal = signed.principal();
            keys.put("aws:username", List.of(principal.name()));
            keys.put("aws:userid", List.of(principal.ownerId()));
            keys.put("aws:principalarn", List.of(principal.arn()));
            keys.put("aws:principalaccount", List.of(principal.organisationName()));
            keys.put("aws:principaltype", List.of("User"));
            keys.put("s3:signatureversion", List.of("AWS4-HMAC-SHA256"));
            keys.put("s3:authtype", List.of(signed.presigned() ? "REST-QUERY-STRING" : "REST-HEADER"));
        } else {
            keys.put("aws:principaltype", List.of("Anonymous"));
        }
    }

    private static void addHeaders(Map<String, List<String>> keys, SignedRequest wire) {
        for (String name : wire.headerNames()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-") && !lower.startsWith("x-amz-meta-")) {
                keys.put("s3:" + lower, List.of(wire.header(name).orElse("")));
            }
        }
        wire.header("x-amz-tagging").filter(text -> !text.isEmpty()).ifPresent(text -> {
            Tags tags = Tags.ofHeader(text);
            tags.values()
                    .forEach((name, value) ->
                            keys.put(("s3:requestobjecttag/" + name).toLowerCase(Locale.ROOT), List.of(value)));
            keys.put("s3:requestobjecttagkeys", List.copyOf(tags.values().keySet()));
        });
    }
}
