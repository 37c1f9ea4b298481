package skyhall.storage.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import skyhall.platform.fault.FaultException;
import skyhall.storage.cors.CorsRule;
import skyhall.storage.cors.CorsRules;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.signature.SignedRequest;
import skyhall.storage.wire.Address;

/// Answers browsers that ask across origins. Source: Fetch standard, section "CORS protocol";
/// Amazon S3 User Guide, "How does Amazon S3 evaluate the CORS configuration on a bucket?".
public final class CrossOrigin {
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";

    private final Function<String, Optional<CorsRules>> rulesOf;

    /// @param rulesOf the rules of the bucket with this name, if it exists and has any
    public CrossOrigin(Function<String, Optional<CorsRules>> rulesOf) {
        this.rulesOf = rulesOf;
    }

    /// The operation behind OPTIONS.
    public S3Answer preflight(S3Call call) {
        String origin = call.header("Origin")
                .orElseThrow(() -> new FaultException(
                        StorageFault.BAD_REQUEST, "Insufficient information. Origin request header needed."));
        String method = call.header(REQUEST_METHOD)
                .orElseThrow(() ->
                        new FaultException(StorageFault.BAD_REQUEST, "Invalid Access-Control-Request-Method: null"));
        List<String> asked = asked(call.header("Access-Control-Request-Headers"));
        CorsRule rule = rulesOf.apply(call.bucketName())
                .flatMap(rules -> rules.answering(origin, method, asked))
                .orElseThrow(() -> new FaultException(StorageFault.CORS_DENIED, ""));
        // The headers are added by decorate(), which sees the same rule.
        if (!rule.methods().contains(method)) {
            throw new FaultException(StorageFault.CORS_DENIED, "");
        }
        return S3Answer.ok();
    }

    /// Adds the headers that let a script of another origin read the answer, when a rule says so.
    S3Answer decorate(S3Answer answer, SignedRequest wire, Address address) {
        Optional<String> origin = wire.header("Origin");
        if (origin.isEmpty() || address.bucket().isEmpty()) {
            return answer;
        }
        boolean preflight = wire.method().equals("OPTIONS");
        String method = wire.header(REQUEST_METHOD).orElse(preflight ? "" : wire.method());
        List<String> asked = preflight ? asked(wire.header("Access-Control-Request-Headers")) : List.of();
        rules(address.bucket())
                .flatMap(rules -> rules.answering(origin.get(), method, asked))
                .ifPresent(rule -> add(answer, rule, origin.get(), asked, preflight));
        return answer;
    }

    /// The answer must go out also when the bucket's rules cannot be read just now.
    private Optional<CorsRules> rules(String bucket) {
        try {
            return rulesOf.apply(bucket);
        } catch (RuntimeException databaseAway) {
            return Optional.empty();
        }
    }

    private static void add(S3Answer answer, CorsRule rule, String origin, List<String> asked, boolean preflight) {
        boolean any = rule.origins().contains("*");
        answer.header("Access-Control-Allow-Origin", any ? "*" : origin);
        if (!any) {
            answer.header("Access-Control-Allow-Credentials", "true");
        }
        answer.header("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
        if (!asked.isEmpty()) {
            answer.header("Access-Control-Allow-Headers", String.join(", ", asked));
        }
        if (!rule.exposed().isEmpty()) {
            answer.header("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
        }
        if (preflight) {
            rule.maxAgeSeconds().ifPresent(seconds -> answer.header("Access-Control-Max-Age", "" + seconds));
        }
        answer.header("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }

    private static List<String> asked(Optional<String> header) {
        return header.map(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
